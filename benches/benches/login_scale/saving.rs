//! Saving all accounts: the time, and the memory beside that of the registry.

use std::fs::File;
use std::io::{BufWriter, Read as _, Seek as _};
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
    let mut file = None;
    let memory = allocation_counter::measure(|| file = Some(write(&mut registry)));
    let text = read(&mut file.expect("it was written"));
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

/// A server writes to a file, so no copy of the text is in memory.
fn write(registry: &mut Registry) -> File {
    let mut out = BufWriter::new(tempfile::tempfile().expect("there is room for a file"));
    serde_json::to_writer(&mut out, &registry.save(claims::now().into())).expect("the file takes everything");
    out.into_inner().expect("the file takes the rest")
}

fn read(file: &mut File) -> Vec<u8> {
    let mut text = Vec::new();
    file.rewind().and_then(|()| file.read_to_end(&mut text)).expect("the file was just written");
    text
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}
