//! The time of a comparison must not tell how much of a hash is right (H05).
//!
//! Two kinds of wrong hashes are compared in random order: one differs in its first byte, the other in its last. Welch's t of
//! their times is far from 0 if the kinds take different times. A comparison that stops at the first difference shows that
//! the statistic notices it.

use std::hint::black_box;
use std::time::Instant;

use super::KeyHash;

const SAMPLES: usize = 500_000;

/// One comparison is shorter than the clock's resolution.
const CALLS: usize = 16;

/// Above it the times certainly differ, according to the authors of dudect.
const CERTAIN: f64 = 10.0;

#[test]
#[ignore = "it measures time, so it needs a quiet machine; .ci/long runs it"]
fn the_time_of_a_comparison_does_not_depend_on_the_place_of_the_first_difference() {
    let ours = t_statistic(KeyHash::is);
    let naive = t_statistic(|secret, presented| secret.0.iter().zip(&presented.0).all(|(one, other)| one == other));
    println!("t is {ours:.1}, and {naive:.1} for a comparison that stops at the first difference");
    assert!(naive.abs() > CERTAIN, "the statistic does not notice a naive comparison: {naive}");
    assert!(ours.abs() < CERTAIN, "{ours}");
}

fn t_statistic(is: impl Fn(&KeyHash, &KeyHash) -> bool) -> f64 {
    let secret = KeyHash::of("a key");
    let wrong_at = |index: usize| {
        let mut hash = secret;
        hash.0[index] ^= 1;
        hash
    };
    let presented = [wrong_at(0), wrong_at(31)];
    let mut times = [Vec::new(), Vec::new()];
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..SAMPLES {
        // Xorshift, because a fixed order could follow a rhythm of the machine.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let kind = usize::from(random & 1 == 1);
        let start = Instant::now();
        for _ in 0..CALLS {
            assert!(!is(black_box(&secret), black_box(&presented[kind])));
        }
        times[kind].push(start.elapsed().as_secs_f64() * 1e9);
    }
    welch(&times)
}

/// Welch's t without the slowest tenth of all times, which are interruptions.
fn welch(times: &[Vec<f64>; 2]) -> f64 {
    let mut all = times.concat();
    all.sort_unstable_by(f64::total_cmp);
    let slowest = all[all.len() * 9 / 10];
    let [(one, one_error), (other, other_error)] = times.each_ref().map(|times| mean_and_error(times, slowest));
    (one - other) / (one_error + other_error).sqrt()
}

/// The mean and the square of its standard error.
#[expect(clippy::cast_precision_loss, reason = "some hundred thousand samples")]
fn mean_and_error(times: &[f64], slowest: f64) -> (f64, f64) {
    let times: Vec<f64> = times.iter().copied().filter(|time| *time <= slowest).collect();
    let count = times.len() as f64;
    let mean = times.iter().sum::<f64>() / count;
    let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, variance / count)
}
