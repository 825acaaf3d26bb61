//! The emulator in the process of a test.

use std::net::{SocketAddr, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::runtime::Runtime;
use usersig::{Lifetime, SdkAppId, UnixTime, UserId};
use usersig_emulator::{Emulator, Options};

use crate::harness::emulator::APP;

fn ticket(emulator: &Emulator, ttl: u64) -> String {
    let (app, alice) = (SdkAppId::new(APP).unwrap(), UserId::new("alice").unwrap());
    emulator.user_sig(app, &alice, Lifetime::from_secs(ttl).unwrap()).unwrap()
}

/// Logs a phone in over the network.
fn code(emulator: &Emulator, ticket: &str) -> Value {
    let body = json!({ "user_id": "alice", "user_sig": ticket, "platform": "Android" });
    let url = format!("{}/apps/{APP}/devices", emulator.control().unwrap());
    let answer: Value = ureq::post(url).send_json(body).unwrap().body_mut().read_json().unwrap();
    answer["code"].clone()
}

fn is_open(address: SocketAddr) -> bool {
    TcpStream::connect(address).is_ok()
}

/// The test on the page about the emulator.
#[test]
fn my_client_asks_for_a_new_ticket() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::start()?;
    let ticket = emulator.user_sig(SdkAppId::new(1_400_000_000)?, &UserId::new("alice")?, Lifetime::from_secs(60)?)?;
    emulator.advance(Duration::from_secs(61));
    // Let your client log in with the ticket at emulator.origin() or emulator.gateway().
    assert_eq!(code(&emulator, &ticket), 70001);
    Ok(())
}

#[test]
fn a_test_controls_the_clock_of_its_own_emulator() {
    let (first, second) = (Emulator::start().unwrap(), Emulator::start().unwrap());
    assert_ne!(first.address(), second.address());
    first.freeze();
    first.set_clock(UnixTime::from_secs(1_800_000_000));
    let user_sig = ticket(&first, 60);
    first.advance(Duration::from_secs(60));
    assert_eq!(first.now().as_secs(), 1_800_000_060);
    assert_eq!(code(&first, &user_sig), 0);
    first.advance(Duration::from_secs(1));
    assert_eq!(code(&first, &user_sig), 70001);
    first.resume();
    assert_eq!(code(&second, &ticket(&second, 60)), 0);
    assert!(second.now().as_secs() < 1_800_000_000 || second.now().as_secs() > 1_800_001_000);
}

#[test]
fn an_emulator_stops_when_it_is_dropped_also_by_a_panic_and_inside_a_runtime() {
    let emulator = Emulator::start().unwrap();
    let address = emulator.address();
    // An open connection does not keep it.
    let _page = TcpStream::connect(address).unwrap();
    drop(emulator);
    assert!(!is_open(address));

    let mut address = None;
    let failed = catch_unwind(AssertUnwindSafe(|| {
        let emulator = Emulator::start().unwrap();
        assert!(is_open(*address.insert(emulator.address())));
        panic!("the test fails");
    }));
    assert!(failed.is_err() && !is_open(address.unwrap()));

    Runtime::new().unwrap().block_on(async {
        let emulator = Emulator::start().unwrap();
        let address = emulator.address();
        assert!(is_open(address));
        drop(emulator);
        assert!(!is_open(address));
    });
}

#[test]
fn an_emulator_that_cannot_start_says_why_also_inside_a_runtime() {
    let emulator = Emulator::start().unwrap();
    let refused = || Emulator::start_with(Options { listen: emulator.address(), ..Options::default() }).unwrap_err();
    let inside = Runtime::new().unwrap().block_on(async { refused() });
    for error in [refused(), inside] {
        assert!(format!("{error:#}").contains(&format!("cannot listen on {}", emulator.address())), "{error:#}");
    }
}
