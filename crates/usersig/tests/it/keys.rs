//! Key rings, rotation, and that no key ever shows.

use std::time::Duration;

use usersig::{
    Cause, KeyRing, KeyRingError, Lifetime, SdkAppId, SecretKey, Signer, Tolerances, UnixTime, UserId, Verifier,
};

const SECRET: &str = "throw-away-0f3a9c27d1e84b65";

fn app(number: u32) -> SdkAppId {
    SdkAppId::new(number).unwrap()
}

fn key(text: &str) -> SecretKey {
    SecretKey::new(text).unwrap()
}

#[test]
fn a_retiring_key_counts_through_its_last_second_and_never_signs() {
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let retires_at = UnixTime::from_secs(1_700_000_100);
    let old = Signer::new(app(1), &key("old")).user_sig(&alice, Lifetime::DAY, now);
    let ring =
        KeyRing::default().with_retiring_key(app(1), &key("old"), retires_at).with_signing_key(app(1), &key("new"));
    let (signer, verifier) = (ring.signer(app(1)).unwrap(), ring.verifier(app(1)).unwrap());

    assert!(verifier.user_sig(old.as_str(), &alice, retires_at).is_ok());
    let after = verifier.user_sig(old.as_str(), &alice, UnixTime::from_secs(1_700_000_101));
    assert_eq!(after.unwrap_err().cause(), Cause::BadSignature);

    let new = signer.user_sig(&alice, Lifetime::DAY, now);
    assert!(Verifier::new(app(1), &key("new")).user_sig(new.as_str(), &alice, now).is_ok());
}

#[test]
fn a_new_signing_key_takes_the_place_of_the_old_one() {
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let old = Signer::new(app(1), &key("old")).user_sig(&alice, Lifetime::DAY, now);
    let ring = KeyRing::default().with_signing_key(app(1), &key("old")).with_signing_key(app(1), &key("new"));
    let verifier = ring.verifier(app(1)).unwrap();
    assert_eq!(verifier.user_sig(old.as_str(), &alice, now).unwrap_err().cause(), Cause::BadSignature);
}

#[test]
fn an_unknown_app_and_an_app_without_a_key_are_told_apart() {
    let ring = KeyRing::default().with_app(app(1)).with_retiring_key(app(2), &key("old"), UnixTime::MAX);
    let code = |number| {
        let number_of = |error: KeyRingError| error.code().number();
        (ring.signer(app(number)).map(drop).map_err(number_of), ring.verifier(app(number)).map(drop).map_err(number_of))
    };
    assert_eq!(code(1), (Err(70016), Err(70016)));
    assert_eq!(code(2), (Err(70016), Ok(())), "a key that retires verifies and does not sign");
    assert_eq!(code(3), (Err(70020), Err(70020)));
}

#[test]
fn the_tolerances_of_a_ring_hold_for_apps_added_before_and_after_them() {
    let tolerances = Tolerances::default().with_leeway(Duration::from_secs(30)).unwrap();
    let ring = KeyRing::default()
        .with_signing_key(app(1), &key("one"))
        .with_tolerances(tolerances)
        .with_signing_key(app(2), &key("two"));
    assert_eq!([1, 2].map(|number| ring.verifier(app(number)).unwrap().tolerances()), [tolerances; 2]);
}

#[test]
fn a_ticket_never_chooses_its_app() {
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let ring = KeyRing::default().with_signing_key(app(1), &key("one")).with_signing_key(app(2), &key("two"));
    let of_two = ring.signer(app(2)).unwrap().user_sig(&alice, Lifetime::DAY, now);
    let refused = ring.verifier(app(1)).unwrap().user_sig(of_two.as_str(), &alice, now).unwrap_err();
    assert_eq!(refused.code().number(), 70014);
}

#[test]
fn nothing_that_can_be_shown_shows_a_key() {
    let secret = key(SECRET);
    let ring = KeyRing::default().with_signing_key(app(1), &secret).with_retiring_key(app(1), &secret, UnixTime::MAX);
    let (signer, verifier) = (ring.signer(app(1)).unwrap(), ring.verifier(app(1)).unwrap());
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let user_sig = signer.user_sig(&alice, Lifetime::DAY, now);
    let claims = verifier.user_sig(user_sig.as_str(), &alice, now).unwrap();
    let refused = verifier.user_sig(user_sig.as_str(), &alice, UnixTime::MAX).unwrap_err();
    let bad_keys =
        ["", " ", "\u{feff}", "-----BEGIN"].map(|end| SecretKey::new(&format!("{end}{SECRET}{end}")).map(drop));
    let not_text = SecretKey::from_file(&[SECRET.as_bytes(), b"\xff"].concat()).map(drop);
    let shown = [
        format!("{secret:?} {ring:?} {signer:?} {verifier:?} {user_sig:?} {claims:?} {refused:?} {refused}"),
        format!("{bad_keys:?} {not_text:?}"),
        #[cfg(feature = "serde")]
        serde_json::to_string(&claims).unwrap(),
    ];
    let list = format!("{:?}", SECRET.as_bytes());
    let hex = format!("{:02x?}", SECRET.as_bytes()).replace(", ", "");
    for text in shown {
        for trace in [SECRET, &SECRET[4..20], &hex[8..24], &list[1..30]] {
            assert!(!text.contains(trace), "{text}");
        }
    }
    assert!(!format!("{user_sig:?}").contains(&user_sig.as_str()[..8]), "a ticket is a secret too");
}
