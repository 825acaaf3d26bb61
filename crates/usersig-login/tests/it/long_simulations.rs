//! Simulations of many devices, and of many links.

use std::time::{Duration, Instant};

use allocation_counter::measure;
use usersig::Lifetime;
use usersig_login::platform::Platform::{Android, IPhone};
use usersig_login::sim::{DeviceId, Simulation};

use crate::support::clients::SEC;
use crate::support::fixture::user;

/// The cost of a hundred logins among the devices of many users. Each login kicks the other phone of its user.
struct Cost {
    lines: usize,
    allocations: u64,
    /// The shortest of several times, because other processes make the others longer.
    time: Duration,
}

fn cost_of_a_hundred_logins(users: usize) -> Cost {
    let mut sim = Simulation::new(1);
    let mut phones = |number| [IPhone, Android].map(|on| sim.device(user(&format!("user{number}")), on));
    let all: Vec<[DeviceId; 2]> = (0..users).map(&mut phones).collect();
    for [iphone, _] in &all {
        sim.login(*iphone);
    }
    sim.run_for(SEC * 2);
    assert_eq!(sim.registry().counts().online_users, users);
    let mut cost = Cost { lines: 0, allocations: u64::MAX, time: Duration::MAX };
    for round in 1..=20 {
        sim.take_journal();
        let start = Instant::now();
        let taken = measure(|| {
            for pair in &all[..100] {
                sim.login(pair[round % 2]);
            }
            sim.run_for(SEC * 2);
        });
        cost.time = cost.time.min(start.elapsed());
        cost.allocations = cost.allocations.min(taken.count_total);
        cost.lines = sim.journal().len();
        assert!(
            all[..100].iter().all(|pair| sim.is_logged_in(pair[round % 2]) && !sim.is_logged_in(pair[(round + 1) % 2]))
        );
    }
    cost
}

/// A search among all devices at each kick takes eighty times as long, and the whole login more than three times.
#[test]
fn a_login_costs_the_same_among_a_hundred_users_and_eight_thousand() {
    let [few, many] = [100, 8000].map(cost_of_a_hundred_logins);
    assert_eq!((few.lines, few.lines % 100), (many.lines, 0));
    assert!(many.allocations * 2 < few.allocations * 3, "{} and {}", few.allocations, many.allocations);
    assert!(many.time < few.time * 3, "{:?} and {:?}", few.time, many.time);
}

#[test]
fn a_phone_with_thousands_of_links_leaves_nothing_but_its_callbacks_and_the_journal() {
    const LINKS: usize = 6000;
    let mut sim = Simulation::new(1);
    let phone = sim.device(user("alice"), Android);
    sim.set_ticket_lifetime(phone, Lifetime::MAX);
    sim.run_for(SEC);
    sim.login(phone);
    let mut lines = 0;
    let left = measure(|| {
        for _ in 0..LINKS {
            sim.run_for(SEC * 12);
            sim.kill_link(phone);
            lines += sim.take_journal().len();
        }
    });
    assert!(sim.is_logged_in(phone));
    assert!((LINKS..8 * LINKS).contains(&lines), "{lines}");
    let callbacks = size_of_val(sim.heard(phone));
    assert!(
        left.bytes_current < (2 * callbacks + 20_000).try_into().unwrap(),
        "{left:?}, {callbacks} bytes of callbacks"
    );
    assert_eq!(sim.registry().counts().online_sessions, 1);
}
