//! Two threads on two cores.

use std::hint::black_box;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use usersig_benches::case::Case;
use usersig_benches::figure::Figure;
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
/// Each is held to a core, and turns are short. Neighbours on the same hardware slow one core or the other for seconds, and
/// must meet all turns of a round alike. For seconds, too, two virtual cores give little more than one: all calls are in
/// each round, to meet that alike, and the rounds go on for long enough that it is not most of them.
fn gains_of_two<const CALLS: usize>(calls: [&(dyn Fn(&mut String) + Sync); CALLS], effort: &Effort) -> [f64; CALLS] {
    // A call that fails must fail here. Later, the other thread would wait for it at the barrier.
    for call in calls {
        call(&mut String::new());
    }
    let turns = Barrier::new(THREADS);
    // The rate of a thread while the other one waits, and while both work.
    let turn_of = |core: usize, call: &dyn Fn(&mut String)| {
        let mut alone = 0.0;
        for turn in 0..THREADS {
            turns.wait();
            if turn == core {
                alone = rate(call, effort.slice);
            }
        }
        turns.wait();
        (alone, rate(call, effort.slice))
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
    let gain = |(one, two): ((f64, f64), (f64, f64))| (one.1 + two.1) / f64::midpoint(one.0, two.0);
    std::array::from_fn(|call| {
        median(first.iter().zip(&second).map(|(one, two)| gain((one[call], two[call]))).collect())
    })
}

/// Calls a second.
fn rate(call: &dyn Fn(&mut String), slice: Duration) -> f64 {
    let mut out = String::new();
    let (start, mut calls) = (Instant::now(), 0_u32);
    while start.elapsed() < slice {
        (0..100).for_each(|_| call(&mut out));
        assert!(!black_box(&out).is_empty());
        calls += 100;
    }
    f64::from(calls) / start.elapsed().as_secs_f64()
}
