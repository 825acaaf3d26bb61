//! Times the library of today and an earlier one in turn: `against COMMIT [--quick]`
//!
//! `benches/against/run` builds and starts this program.

mod refusals;
mod row;

/// The library as it is.
mod now {
    use usersig as library;
    include!("subjects.rs");
}

/// The library of the earlier revision.
mod earlier {
    use usersig_earlier as library;
    include!("subjects.rs");
}

use std::env;
use std::io::{self, Write};
use std::time::Duration;

use usersig_benches::{case, claims, figure};

use crate::row::{Effort, REFERENCE, Row};

fn main() -> io::Result<()> {
    let commit = env::args().nth(1).unwrap_or_default();
    let effort = if figure::is_asked_for("--quick") {
        Effort { rounds: 31, slice: Duration::from_millis(5), shapes: 1_000 }
    } else {
        Effort { rounds: 201, slice: Duration::from_millis(10), shapes: usize::MAX }
    };
    let (different, long_ids, tickets) = (case::different(), case::long_ids(), claims::official());
    let (map_keys, user_sigs): (Vec<_>, Vec<_>) = tickets.iter().partition(|ticket| ticket.room.is_some());
    let rows = [
        Row::new("sign", 1.71, 1.70, earlier::sign(&different), now::sign(&different)),
        Row::new("sign_32", 1.94, 1.75, earlier::sign(&long_ids), now::sign(&long_ids)),
        Row::new("verify_own", 3.99, 2.6, earlier::verify(&different), now::verify(&different)),
        Row::new("verify_official", 6.1, 5.8, earlier::official(&user_sigs), now::official(&user_sigs)),
        Row::new("verify_official_map_key", 8.0, 7.5, earlier::official(&map_keys), now::official(&map_keys)),
        Row::new("sign_map_key", 3.0, 2.5, earlier::sign_map_key(&different), now::sign_map_key(&different)),
        Row::new("sign_batch", 1.64, 1.40, earlier::sign_batch(&different), now::sign_batch(&different)),
        refusals::row(&effort),
    ];
    let mut out = io::stdout().lock();
    let is_reference = commit.starts_with(REFERENCE);
    writeln!(out, "{}", Row::head(&commit, is_reference))?;
    for row in rows {
        writeln!(out, "{}", row.measured(&effort, is_reference))?;
    }
    Ok(())
}
