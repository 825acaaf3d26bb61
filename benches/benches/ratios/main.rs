//! One table: the cost of a ticket relative to building its signed text and computing the MAC, and its length.
//!
//! `--json` prints one JSON list instead, `--quick` takes half a minute, and several minutes on a machine that never rests.

mod effort;
mod lengths;
mod others;
mod own;
mod reference;
mod refusals;
mod threads;

use std::io;

use usersig_benches::figure::{self, Figure};
use usersig_benches::ratio::disturbed_share;

use crate::effort::Effort;

fn main() -> io::Result<()> {
    let effort = if figure::is_asked_for("--quick") { Effort::QUICK } else { Effort::FULL };
    let mut figures = own::figures(&effort);
    figures.extend(others::figures(&effort));
    figures.extend(own::allocations());
    figures.extend(lengths::figures(&effort));
    let (refusals, [shape, shape_of_many_keys]) = refusals::figures(&effort);
    figures.extend(refusals);
    figures.extend(threads::figures(&effort));
    figures.push(reference::hash_share(&effort));
    figures.extend(reference::figure(&effort));
    figures.push(Figure::stated("disturbed", disturbed_share(), "of slices"));
    let sha = if has_sha_instructions() { "used" } else { "not there" };
    let refused = format!("Refused with one key: {shape}\nRefused with 16 keys: {shape_of_many_keys}");
    figure::print(&format!("SHA instructions of the CPU: {sha}\n{refused}"), &figures)
}

fn has_sha_instructions() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("sha");
    #[cfg(target_arch = "aarch64")]
    return std::arch::is_aarch64_feature_detected!("sha2");
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    false
}
