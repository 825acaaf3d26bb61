//! Two threads on two cores.

use std::hint::black_box;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use usersig_benches::case::Case;
use usersig_benches::figure::Figure;
use usersig_benches::neighbour::{MOST, disturbance};
use usersig_benches::ratio::median;
use usersig_benches::{claims, cores, plain};

use crate::effort::Effort;

/// How many times more two threads do at once than one: signing and verifying, and beside it the plain way, which shares
/// nothing with us. Where that gains less than twice, the machine's two cores are less than two.
pub(crate) fn figures(effort: &Effort) -> [Figure; 2] {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let (user, lifetime, now) = (claims::numbered_users(1)[0], claims::lifetime(), claims::now());
    let ours = |out: &mut String| {
        out.clear();
        signer.write_user_sig(&user, lifetime, now, out);
        verifier.user_sig(out, &user, now).expect("the ticket is valid");
    };
    let case = Case { user_id: user, lifetime, now };
    let plain_claims = case.plain();
    let plainly = |out: &mut String| *out = plain::sign(claims::KEY, &plain_claims);
    let [ours, plainly] = gains_of_two([&ours, &plainly], effort);
    [Figure::at_least("threads", ours, "x one core", 1.9), Figure::stated("threads_of_plain", plainly, "x one core")]
}

const THREADS: usize = 2;

/// For each call, the rate of two threads at once relative to one thread at a time, averaged over both.
///
/// Each is held to a core, and turns are short. A round counts if no neighbour disturbed any of its turns. If such rounds
/// are rare, the two cores share hardware or the neighbours never rest, and then all rounds count.
fn gains_of_two<const CALLS: usize>(calls: [&(dyn Fn(&mut String) + Sync); CALLS], effort: &Effort) -> [f64; CALLS] {
    // A call that fails must fail here. Later, the other thread would wait for it at the barrier.
    for call in calls {
        call(&mut String::new());
    }
    let turns = Barrier::new(THREADS);
    let turn_of = |core: usize, call: &dyn Fn(&mut String)| {
        let mut alone = Rate::default();
        for turn in 0..THREADS {
            turns.wait();
            if turn == core {
                alone = rate(call, effort.slice);
            }
        }
        turns.wait();
        Turn { alone, together: rate(call, effort.slice) }
    };
    let work = |core: usize| {
        cores::hold_to(core..core + 1).expect("a thread may choose its core");
        (0..effort.rounds_of_threads).map(|_| calls.map(|call| turn_of(core, call))).collect::<Vec<_>>()
    };
    let [first, second] = std::thread::scope(|scope| {
        let work = &work;
        let threads: [_; THREADS] = std::array::from_fn(|core| scope.spawn(move || work(core)));
        threads.map(|thread| thread.join().expect("no thread panics"))
    });
    std::array::from_fn(|call| {
        let rounds: Vec<[Turn; THREADS]> = first.iter().zip(&second).map(|(one, two)| [one[call], two[call]]).collect();
        let quiet: Vec<_> = rounds.iter().filter(|turns| turns.iter().all(Turn::is_quiet)).collect();
        let counted = if quiet.len() * RARE < rounds.len() { rounds.iter().collect() } else { quiet };
        median(counted.into_iter().map(gain).collect())
    })
}

/// Quiet rounds are rare if fewer than one round in this many is quiet.
const RARE: usize = 20;

/// A thread's part of a round.
#[derive(Clone, Copy)]
struct Turn {
    alone: Rate,
    together: Rate,
}

impl Turn {
    fn is_quiet(&self) -> bool {
        self.alone.disturbance.max(self.together.disturbance) <= MOST
    }
}

#[derive(Clone, Copy, Default)]
struct Rate {
    per_second: f64,
    disturbance: f64,
}

fn gain([one, two]: &[Turn; THREADS]) -> f64 {
    (one.together.per_second + two.together.per_second) / f64::midpoint(one.alone.per_second, two.alone.per_second)
}

/// Calls a second, and what a neighbour disturbed before and after them.
fn rate(call: &dyn Fn(&mut String), slice: Duration) -> Rate {
    let mut out = String::new();
    let before = disturbance();
    let (start, mut calls) = (Instant::now(), 0_u32);
    while start.elapsed() < slice {
        (0..100).for_each(|_| call(&mut out));
        assert!(!black_box(&out).is_empty());
        calls += 100;
    }
    let per_second = f64::from(calls) / start.elapsed().as_secs_f64();
    Rate { per_second, disturbance: before.max(disturbance()) }
}
