//! Official tickets, tickets for rooms, and the key ring.

use std::hint::black_box;

use usersig::{KeyRing, Privileges, Room, SdkAppId, SecretKey};
use usersig_benches::case::{self, Case};
use usersig_benches::claims::{self, Official};
use usersig_benches::figure::Figure;
use usersig_benches::plain::{self, Claims, KeyState};
use usersig_benches::ratio::{Subject, Timing, side_by_side};

use crate::effort::Effort;

pub(crate) fn figures(effort: &Effort) -> Vec<Figure> {
    let tickets = claims::official();
    let (map_keys, user_sigs): (Vec<_>, Vec<_>) = tickets.iter().partition(|ticket| ticket.room.is_some());
    let mut figures = vec![
        Figure::at_most("verify_official", official(&user_sigs, effort).ratio, "x floor", 5.8),
        Figure::at_most("verify_official_map_key", official(&map_keys, effort).ratio, "x floor", 7.5),
    ];
    for (name, signer) in SIGNERS {
        let of_signer: Vec<_> = user_sigs.iter().copied().filter(|ticket| ticket.signer.ends_with(signer)).collect();
        figures.push(Figure::stated(name, official(&of_signer, effort).ratio, "x floor"));
    }
    figures.extend(our_map_keys(effort));
    figures.push(key_ring(effort));
    figures
}

/// The figure's name, and how the vectors' name of the signer ends.
const SIGNERS: [(&str, &str); 6] = [
    ("verify_cpp", "-cpp"),
    ("verify_go", "-golang"),
    ("verify_java", "-java"),
    ("verify_node", "-node"),
    ("verify_php", "-php"),
    ("verify_python", "-python"),
];

/// Verifying tickets, relative to the MACs of the same claims.
fn official(tickets: &[&Official], effort: &Effort) -> Timing {
    assert!(!tickets.is_empty(), "every signer has tickets");
    let documents: Vec<_> = tickets.iter().map(|ticket| plain::document(&ticket.text)).collect();
    let keys: Vec<_> = tickets.iter().map(|ticket| plain::key_state(&ticket.key)).collect();
    let mut text = Vec::new();
    let floor = || {
        for ((ticket, document), key) in tickets.iter().zip(&documents).zip(&keys) {
            let claims = Claims {
                user_id: ticket.user_id.as_str(),
                sdk_app_id: ticket.verifier.sdk_app_id().number(),
                time: ticket.issued_at.as_secs(),
                expire: ticket.lifetime,
                userbuf: document["TLS.userbuf"].as_str(),
            };
            black_box(plain::mac(key, &claims, &mut text));
        }
    };
    let verify = || tickets.iter().for_each(|ticket| assert!(black_box(ticket.is_good())));
    let mut subjects = [Subject::new(tickets.len(), floor), Subject::new(tickets.len(), verify)];
    side_by_side(&mut subjects, effort.rounds, effort.slice)[1]
}

/// How many of the different claims are used: their map keys and documents must fit into memory.
const MAP_KEYS: usize = 10_000;

fn our_map_keys(effort: &Effort) -> [Figure; 2] {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let (room, all) = (Room::name("lobby").expect("5 characters"), Privileges::ALL);
    let cases: Vec<Case> = case::different().into_iter().take(MAP_KEYS).collect();
    let sign = |case: &Case, out: &mut String| {
        let validity = signer.write_private_map_key(&case.user_id, &room, all, case.lifetime, case.now, out);
        validity.expect("it ends before 2106");
    };
    let map_keys: Vec<String> = cases
        .iter()
        .map(|case| {
            let mut out = String::new();
            sign(case, &mut out);
            out
        })
        .collect();
    let userbuf = |text: &String| plain::document(text)["TLS.userbuf"].as_str().expect("it is text").to_owned();
    let userbufs: Vec<String> = map_keys.iter().map(userbuf).collect();
    let (key, mut text, mut out): (KeyState, _, _) = (plain::key_state(claims::KEY), Vec::new(), String::new());
    let floor = || {
        for (case, userbuf) in cases.iter().zip(&userbufs) {
            black_box(plain::mac(&key, &Claims { userbuf: Some(userbuf), ..case.plain() }, &mut text));
        }
    };
    let sign_all = || {
        for case in &cases {
            out.clear();
            sign(case, &mut out);
            black_box(&out);
        }
    };
    let verify_all = || {
        for (case, text) in cases.iter().zip(&map_keys) {
            let claims = verifier.private_map_key(text, &case.user_id, &room, all, case.now);
            black_box(claims.expect("the map key is valid"));
        }
    };
    let mut subjects =
        [Subject::new(MAP_KEYS, floor), Subject::new(MAP_KEYS, sign_all), Subject::new(MAP_KEYS, verify_all)];
    let timings = side_by_side(&mut subjects, effort.rounds, effort.slice);
    [
        Figure::at_most("sign_map_key", timings[1].ratio, "x floor", 2.5),
        Figure::stated("verify_own_map_key", timings[2].ratio, "x floor"),
    ]
}

/// Looking up the signer of an app among a thousand.
fn key_ring(effort: &Effort) -> Figure {
    const APPS: u32 = 1_000;
    let app = |number: u32| SdkAppId::new(claims::APP + number).expect("the number is not 0");
    let key = SecretKey::new(claims::KEY).expect("the key is hex");
    let ring = (0..APPS).fold(KeyRing::default(), |ring, number| ring.with_signing_key(app(number), &key));
    let (cases, state, mut text) = (case::few(), plain::key_state(claims::KEY), Vec::new());
    let floor = || cases.iter().for_each(|case| _ = black_box(plain::mac(&state, &case.plain(), &mut text)));
    let look_up = || {
        for number in 0..APPS {
            let number = black_box(number * 7 % APPS);
            black_box(ring.signer(app(number)).expect("the ring has the app"));
        }
    };
    let mut subjects = [Subject::new(cases.len(), floor), Subject::new(APPS as usize, look_up)];
    let timing = side_by_side(&mut subjects, effort.rounds, effort.slice)[1];
    Figure::at_most("key_ring", timing.ratio, "x floor", 0.25)
}
