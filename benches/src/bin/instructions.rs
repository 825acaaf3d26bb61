//! Runs one operation on many tickets, so that its instructions can be counted. Call it as `instructions CASE ROUNDS`.
//!
//! Writes the number of tickets.

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::{env, iter};

use usersig::{Privileges, Room, Signer, UserId};
use usersig_benches::claims::{self, Official};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [case, rounds] = &arguments[..] else { return Err("instructions CASE ROUNDS".into()) };
    let rounds: usize = rounds.parse()?;
    let tickets = match case.as_str() {
        "sign" => sign(rounds),
        "sign_map_key" => sign_map_keys(rounds),
        "verify_map_key" => verify_map_keys(rounds),
        "verify_official" => verify_official(rounds),
        "verify_own" => verify_own(rounds),
        _ => return Err(format!("there is no case {case}").into()),
    };
    writeln!(io::stdout(), "{}", rounds * tickets)?;
    Ok(())
}

/// Half of them numbered, half of them random.
fn users() -> Vec<UserId> {
    iter::zip(claims::numbered_users(50), claims::random_users(50)).flat_map(<[UserId; 2]>::from).collect()
}

fn room() -> Room {
    Room::name("lobby").expect("5 characters")
}

fn sign(rounds: usize) -> usize {
    let (signer, users, mut out) = (claims::signer(), users(), String::with_capacity(Signer::MAX_TICKET_LEN));
    for user in iter::repeat_n(&users, rounds).flatten() {
        out.clear();
        signer.write_user_sig(black_box(user), claims::lifetime(), claims::now(), &mut out);
        black_box(&out);
    }
    users.len()
}

fn sign_map_keys(rounds: usize) -> usize {
    let (signer, users, mut out) = (claims::signer(), users(), String::with_capacity(Signer::MAX_TICKET_LEN));
    for user in iter::repeat_n(&users, rounds).flatten() {
        out.clear();
        let (lifetime, now) = (claims::lifetime(), claims::now());
        let written = signer.write_private_map_key(black_box(user), &room(), Privileges::ALL, lifetime, now, &mut out);
        written.expect("it ends before 2106");
        black_box(&out);
    }
    users.len()
}

fn verify_own(rounds: usize) -> usize {
    let (signer, verifier, now) = (claims::signer(), claims::verifier(), claims::now());
    let users = users();
    let tickets: Vec<_> = users.iter().map(|user| signer.user_sig(user, claims::lifetime(), now)).collect();
    for _ in 0..rounds {
        for (ticket, user) in iter::zip(&tickets, &users) {
            black_box(verifier.user_sig(black_box(ticket.as_str()), user, now).expect("the ticket is good"));
        }
    }
    users.len()
}

fn verify_map_keys(rounds: usize) -> usize {
    let (signer, verifier, now) = (claims::signer(), claims::verifier(), claims::now());
    let (users, room) = (users(), room());
    let sign = |user| signer.private_map_key(user, &room, Privileges::ALL, claims::lifetime(), now);
    let map_keys: Vec<_> = users.iter().map(|user| sign(user).expect("it ends before 2106")).collect();
    for _ in 0..rounds {
        for (map_key, user) in iter::zip(&map_keys, &users) {
            let judged = verifier.private_map_key(black_box(map_key.as_str()), user, &room, Privileges::ALL, now);
            black_box(judged.expect("the map key is good"));
        }
    }
    users.len()
}

fn verify_official(rounds: usize) -> usize {
    let tickets = claims::official();
    for _ in 0..rounds {
        assert!(tickets.iter().all(|ticket| Official::is_good(black_box(ticket))));
    }
    tickets.len()
}
