//! Whether a neighbour computes on the same physical core now.
//!
//! A physical core often runs two hardware threads. On a rented machine, another customer may use the second thread. No
//! counter shows that load, and it takes execution units from our thread. It slows independent additions, which fill the
//! units. It does not slow a chain of multiplications, because each of them waits for the one before. A probe times both.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The time of the additions relative to the chain on a quiet core. It is taken at the lowest hundredth of the probes of five
/// seconds.
static UNDISTURBED: LazyLock<f64> = LazyLock::new(|| {
    let mut probes: Vec<f64> = (0..PROBES).map(|_| additions_per_chain()).collect();
    probes.sort_by(f64::total_cmp);
    probes[PROBES / 100]
});

const PROBES: usize = 100_000;
const STEPS: u32 = 4_000;

/// The most disturbance of a quiet core. Without a neighbour, probes differ by less.
pub const MOST: f64 = 1.05;

/// How much longer than undisturbed the core takes to do independent work. It is about 1 without a neighbour, and 1.3 to
/// 1.6 with one that is busy. A probe takes a tenth of a millisecond.
pub fn disturbance() -> f64 {
    additions_per_chain() / *UNDISTURBED
}

/// The lowest of three, because an interrupt makes one of them longer.
fn additions_per_chain() -> f64 {
    let lowest = |work: fn()| (0..3).map(|_| time(work)).min().expect("there are three").as_secs_f64();
    lowest(additions) / lowest(chain)
}

fn time(work: fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn chain() {
    let mut product = black_box(3_u64);
    for _ in 0..STEPS {
        product = product.wrapping_mul(product) | 1;
    }
    black_box(product);
}

/// Six independent chains, each with other operations, so that the compiler does not put them into vectors.
fn additions() {
    let mut sums = black_box([1_u32, 2, 3, 4, 5, 6]);
    for step in 0..STEPS {
        sums[0] = sums[0].wrapping_add(step) ^ 5;
        sums[1] = (sums[1] ^ step).wrapping_sub(7);
        sums[2] = sums[2].wrapping_sub(step) | 9;
        sums[3] = (sums[3] | step).wrapping_add(11);
        sums[4] = sums[4].wrapping_add(13) & !step;
        sums[5] = (sums[5] ^ 0x11).wrapping_add(step);
    }
    black_box(sums);
}
