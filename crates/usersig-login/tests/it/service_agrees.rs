//! The service and its slow model do the same, whatever they are asked.

mod clients;
mod inputs;
mod operator;
mod pair;

use std::collections::HashMap;

use crate::service_agrees::inputs::Tickets;
use crate::service_agrees::pair::Pair;
use crate::support::random::{Rng, operations};

const EPISODE: u64 = 4000;

#[test]
fn a_million_random_operations_do_the_same_to_both() {
    let tickets = Tickets::new();
    let mut happened: HashMap<String, u64> = HashMap::new();
    for episode in 0..operations(1_000_000).div_ceil(EPISODE) {
        let mut rng = Rng::new(episode);
        let mut pair = Pair::new(&tickets, &mut rng);
        for operation in 0..EPISODE {
            let step = std::panic::AssertUnwindSafe(|| pair.step(&mut rng));
            let done = std::panic::catch_unwind(step);
            assert!(done.is_ok(), "episode {episode}, operation {operation}");
        }
        for (what, times) in pair.happened {
            *happened.entry(what).or_default() += times;
        }
    }
    let expected = [
        "login 0",
        "login 6208",
        "login 70001",
        "login 70050",
        "login 70051",
        "login 70398",
        "login 72000",
        "reconnect 0",
        "reconnect 6206",
        "reconnect 6208",
        "reconnect 70051",
        "reconnect 70107",
        "request 0",
        "request 6014",
        "request 6206",
        "renew 0",
        "renew 70013",
        "told 0",
        "dropped 0",
        "undone 0",
        "undone 1",
        "kicked device 0",
        "restarted 0",
    ];
    for what in expected {
        assert!(happened.get(what).is_some_and(|times| *times > 100), "{what} in {happened:?}");
    }
}
