//! A refusal is data with the service's code and a message with readable times.

use usersig::{
    Cause, KeyRing, Language, Lifetime, Refusal, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier, VerifyError,
    inspect,
};

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

fn refused(now: u64, user_id: &str) -> VerifyError {
    let (app, key) = (SdkAppId::new(1_400_000_000).unwrap(), SecretKey::new("a throw-away key").unwrap());
    let ticket = Signer::new(app, &key).user_sig(&UserId::new("alice").unwrap(), Lifetime::HOUR, NOW);
    let user_id = UserId::new(user_id).unwrap();
    Verifier::new(app, &key).user_sig(ticket.as_str(), &user_id, UnixTime::from_secs(now)).unwrap_err()
}

#[test]
fn a_time_is_shown_as_rfc_3339_has_it_until_the_year_9999() {
    let shown = [0, 1_700_000_000, 4_294_967_295, 253_402_207_200, UnixTime::MAX.as_secs()]
        .map(|secs| UnixTime::from_secs(secs).to_string());
    let expected = [
        "1970-01-01T00:00:00Z",
        "2023-11-14T22:13:20Z",
        "2106-02-07T06:28:15Z",
        "9999-12-30T22:00:00Z",
        "9223372036854775807 s after 1970",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_refusal_has_the_code_the_name_the_cause_the_message_and_the_advice() {
    let refusal = Refusal::from(refused(1_700_007_205, "alice"));
    assert_eq!((refusal.code.number(), refusal.name), (70001, Some("ERR_SVR_ACCOUNT_USERSIG_EXPIRED")));
    assert_eq!(refusal.cause, Cause::Expired);
    assert_eq!(refusal.message, "ticket expired at 2023-11-14T23:13:20Z, 1h 5s ago");
    assert_eq!(refusal.advice, Cause::Expired.advice(Language::English));
    assert_eq!(refusal.clone().in_language(Language::Chinese).advice, Cause::Expired.advice(Language::Chinese));
    let line = "70001 ERR_SVR_ACCOUNT_USERSIG_EXPIRED (expired): ticket expired at 2023-11-14T23:13:20Z, 1h 5s ago";
    assert_eq!(refusal.to_string(), line);
}

#[test]
fn a_refusal_names_the_sources_of_its_error_once() {
    let malformed = inspect("eJwDAAAAAAE_").unwrap_err();
    let refusal = Refusal::from(malformed);
    assert_eq!(Refusal::from(VerifyError::from(malformed)), refusal);
    assert!(refusal.message.starts_with("ticket holds no JSON document: "), "{}", refusal.message);
    assert_eq!(Refusal::from(refused(1_700_000_000, "bob")).message, "ticket is for user alice, not bob");
}

#[test]
fn a_key_ring_refuses_with_the_same_type() {
    let refusal = Refusal::from(KeyRing::default().verifier(SdkAppId::new(7).unwrap()).map(drop).unwrap_err());
    assert_eq!((refusal.code.number(), refusal.cause), (70020, Cause::UnknownSdkAppId));
}
