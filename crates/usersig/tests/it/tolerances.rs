//! Tolerances are bounded, belong to the question, and show in the verdict that they decided.

use std::time::Duration;

use usersig::{
    Cause, Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, Tolerances, Tolerated, UnixTime, UserId, UserSig,
    Verifier,
};

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
const HOUR_LATER: u64 = 1_700_003_600;
const DAY: Duration = Duration::from_secs(86_400);

fn alice() -> UserId {
    UserId::new("alice").unwrap()
}

fn app_and_key() -> (SdkAppId, SecretKey) {
    (SdkAppId::new(1_400_000_000).unwrap(), SecretKey::new("a throw-away key").unwrap())
}

fn signer() -> Signer {
    let (app, key) = app_and_key();
    Signer::new(app, &key)
}

fn verifier() -> Verifier {
    let (app, key) = app_and_key();
    Verifier::new(app, &key)
}

fn ticket() -> UserSig {
    signer().user_sig(&alice(), Lifetime::HOUR, NOW)
}

/// The tolerance that was used, or the cause of the refusal.
fn judged(tolerances: Tolerances, now: u64) -> Result<Option<Tolerated>, Cause> {
    let verified = verifier().user_sig_within(tolerances, ticket().as_str(), &alice(), UnixTime::from_secs(now));
    verified.map(|claims| claims.tolerated()).map_err(|refused| refused.cause())
}

#[test]
fn a_leeway_and_a_future_tolerance_are_at_most_a_day_of_whole_seconds() {
    let tolerances = Tolerances::default();
    let most = DAY + Duration::from_millis(999);
    assert_eq!(tolerances.with_leeway(most), tolerances.with_leeway(DAY));
    assert_eq!(tolerances.with_leeway(most).unwrap().leeway(), DAY);
    assert_eq!(tolerances.with_future_tolerance(most).unwrap().future_tolerance(), Some(DAY));
    let longer = DAY + Duration::from_secs(1);
    assert!(tolerances.with_future_tolerance(longer).is_err());
    let refused = tolerances.with_leeway(Duration::from_secs(100_000)).unwrap_err();
    assert_eq!(refused.to_string(), "a tolerance of 27h 46m 40s is too long, at most 24h are allowed");
    assert!(tolerances.with_leeway(longer).is_err() && tolerances.with_leeway(Duration::MAX).is_err());
}

#[test]
fn without_tolerances_a_ticket_is_refused_in_the_second_after_its_last_one() {
    assert_eq!(judged(Tolerances::default(), HOUR_LATER), Ok(None));
    assert_eq!(judged(Tolerances::default(), HOUR_LATER + 1), Err(Cause::Expired));
}

#[test]
fn a_verdict_says_that_only_the_leeway_made_it_good() {
    let tolerances = Tolerances::default().with_leeway(Duration::from_secs(30)).unwrap();
    assert_eq!(judged(tolerances, HOUR_LATER), Ok(None));
    assert_eq!(judged(tolerances, HOUR_LATER + 1), Ok(Some(Tolerated::Expired)));
    assert_eq!(judged(tolerances, HOUR_LATER + 30), Ok(Some(Tolerated::Expired)));
    assert_eq!(judged(tolerances, HOUR_LATER + 31), Err(Cause::Expired));
}

#[test]
fn a_verdict_says_that_only_the_future_tolerance_made_it_good() {
    let tolerances = Tolerances::default().with_future_tolerance(Duration::from_secs(60)).unwrap();
    assert_eq!(judged(tolerances, NOW.as_secs()), Ok(None));
    assert_eq!(judged(tolerances, NOW.as_secs() - 1), Ok(Some(Tolerated::Future)));
    assert_eq!(judged(tolerances, NOW.as_secs() - 60), Ok(Some(Tolerated::Future)));
    assert_eq!(judged(tolerances, NOW.as_secs() - 61), Err(Cause::NotYetValid));
    assert_eq!(judged(Tolerances::default(), 0), Ok(None), "official verifiers accept every ticket of the future");
}

#[test]
fn a_private_map_key_says_so_as_well() {
    let room = Room::number(7).unwrap();
    let key = signer().private_map_key(&alice(), &room, Privileges::ALL, Lifetime::HOUR, NOW).unwrap();
    let tolerances = Tolerances::default().with_leeway(Duration::from_secs(30)).unwrap();
    let judged = |now| {
        let now = UnixTime::from_secs(now);
        verifier().private_map_key_within(tolerances, key.as_str(), &alice(), &room, Privileges::ENTER, now)
    };
    assert_eq!(judged(HOUR_LATER).unwrap().tolerated(), None);
    assert_eq!(judged(HOUR_LATER + 30).unwrap().tolerated(), Some(Tolerated::Expired));
}

#[test]
fn the_valid_after_time_of_an_account_comes_with_the_question() {
    let verifier = verifier();
    let judged = |kicked_at: Option<UnixTime>| {
        let tolerances = verifier.tolerances().with_valid_after(kicked_at);
        verifier.user_sig_within(tolerances, ticket().as_str(), &alice(), NOW).map_err(|refused| refused.cause())
    };
    assert!(judged(None).is_ok());
    assert!(judged(Some(UnixTime::from_secs(1_699_999_999))).is_ok());
    assert_eq!(judged(Some(NOW)), Err(Cause::Revoked));
    assert!(verifier.user_sig(ticket().as_str(), &alice(), NOW).is_ok(), "other questions are not affected");
}

#[test]
fn a_verifier_uses_its_own_tolerances_for_every_other_question() {
    let tolerances = Tolerances::default().with_leeway(Duration::from_secs(30)).unwrap().with_valid_after(None);
    let verifier = verifier().with_tolerances(tolerances);
    assert_eq!(verifier.tolerances(), tolerances);
    assert_eq!(verifier.tolerances().leeway(), Duration::from_secs(30));
    assert!(verifier.user_sig(ticket().as_str(), &alice(), UnixTime::from_secs(HOUR_LATER + 30)).is_ok());
}
