//! The floor, compared with a program that is not ours.
//!
//! A ratio to the floor cannot show that something slows the floor as well, such as SHA instructions next to live vector
//! registers. Python hashes with OpenSSL, which uses the SHA instructions where there are any.

use std::hint::black_box;
use std::process::Command;

use sha2::block_api::compress256;
use usersig_benches::figure::Figure;
use usersig_benches::ratio::{Subject, median, side_by_side};
use usersig_benches::{case, claims, plain};

use crate::effort::Effort;

/// Prints how many nanoseconds a block of SHA-256 takes.
const PYTHON: &str = "
import hashlib, time
data = bytes(16 << 20)
start = time.perf_counter_ns()
hashlib.sha256(data).digest()
print((time.perf_counter_ns() - start) / (len(data) / 64))
";
/// The text of a UserSig is two blocks after the key, and the outer hash is one.
const BLOCKS_OF_A_MAC: f64 = 3.0;

/// The part of the floor that is hashing: its three blocks, each of which waits for the one before.
pub(crate) fn hash_share(effort: &Effort) -> Figure {
    let (cases, key, mut text) = (case::few(), plain::key_state(claims::KEY), Vec::new());
    let floor = || {
        for case in &cases {
            black_box(plain::mac(&key, &case.plain(), &mut text));
        }
    };
    let hash = || {
        for _ in 0..HASHES {
            let mut state = black_box([0; 8]);
            for block in black_box([[0; 64]; 3]) {
                compress256(&mut state, &[block]);
            }
            black_box(state);
        }
    };
    let mut subjects = [Subject::new(cases.len(), floor), Subject::new(HASHES, hash)];
    Figure::stated("hash_share", side_by_side(&mut subjects, effort.rounds, effort.slice)[1].ratio, "x floor")
}

const HASHES: usize = 64;

/// The floor, relative to three blocks of Python. Building the text and what `hmac` adds make it about two. Without Python
/// there is no figure.
pub(crate) fn figure(effort: &Effort) -> Option<Figure> {
    let (cases, key, mut text) = (case::few(), plain::key_state(claims::KEY), Vec::new());
    let floor = || {
        for case in &cases {
            black_box(plain::mac(&key, &case.plain(), &mut text));
        }
    };
    let mut floor = [Subject::new(cases.len(), floor)];
    // In turn, so that a change of the clock meets both.
    let ratios: Option<Vec<f64>> = (0..9)
        .map(|_| {
            let block = nanoseconds_of_a_block()?;
            Some(side_by_side(&mut floor, 5, effort.slice)[0].nanoseconds / (BLOCKS_OF_A_MAC * block))
        })
        .collect();
    Some(Figure::at_most("floor_vs_openssl", median(ratios?), "x 3 blocks", 4.0))
}

fn nanoseconds_of_a_block() -> Option<f64> {
    let output = Command::new("python3").args(["-c", PYTHON]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
