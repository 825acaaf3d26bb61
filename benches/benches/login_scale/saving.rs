//! Saving all accounts: the time, and the memory beside that of the registry.

use std::time::{Duration, Instant};

use usersig::VerifiedClaims;
use usersig_benches::claims;
use usersig_benches::figure::Figure;
use usersig_benches::ratio::median;
use usersig_login::service::{AppSettings, Registry, SavedState};

use crate::{after, log_in, net_bytes, quotient, registry};

/// Every account has a session, which is more than in practice.
pub(crate) fn saving(tickets: &[VerifiedClaims]) -> Vec<Figure> {
    let mut built = None;
    let own = net_bytes(|| {
        let mut registry = registry(tickets);
        for ticket in tickets {
            log_in(&mut registry, ticket, after(0));
        }
        built = Some(registry);
    });
    let mut registry = built.expect("it is built");
    let mut text = Vec::new();
    let memory = allocation_counter::measure(|| text = write(&mut registry));
    let seconds = (0..5).map(|_| time(|| drop(write(&mut registry))).as_secs_f64()).collect();
    let restored = time(|| {
        let saved: SavedState = serde_json::from_slice(&text).expect("it was just written");
        let (generation, now) = (saved.generation(), after(1));
        let again = Registry::restore(saved, [], AppSettings::default(), generation, now).expect("it is consistent");
        assert_eq!(again.counts(), registry.counts(), "nothing is lost");
    });
    let peak = own + i64::try_from(memory.bytes_max).expect("less than an exabyte");
    vec![
        Figure::at_most("save_1m", median(seconds), "s", 1.0),
        Figure::at_most("save_memory", quotient(peak, 1) / quotient(own, 1), "x registry", 2.0),
        Figure::stated(
            "saved_account_bytes",
            quotient(i64::try_from(text.len()).expect("bytes"), tickets.len()),
            "bytes",
        ),
        Figure::stated("restore_1m", restored.as_secs_f64(), "s"),
    ]
}

fn write(registry: &mut Registry) -> Vec<u8> {
    let mut text = Vec::new();
    serde_json::to_writer(&mut text, &registry.save(claims::now().into())).expect("memory takes everything");
    text
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}
