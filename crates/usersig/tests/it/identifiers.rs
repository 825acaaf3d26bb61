//! Tickets name an identifier of up to 128 characters. A UserID is one of up to 32, and costs no more than before.

use proptest::prelude::*;
use usersig::{
    BadField, Cause, Field, FieldProblem, Identifier, InvalidIdentifier, InvalidUserId, Lifetime, MalformedTicket,
    Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, UserSig, VerifiedClaims, Verifier, VerifyError,
    inspect,
};

use crate::common::packed;

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
const UUID: &str = "8f14e45f-ceea-467f-a8d5-0e3f6f0a1c2b";

fn signer() -> Signer {
    Signer::new(SdkAppId::new(1_400_000_000).unwrap(), &SecretKey::new("a throw-away key").unwrap())
}

fn verifier() -> Verifier {
    Verifier::new(SdkAppId::new(1_400_000_000).unwrap(), &SecretKey::new("a throw-away key").unwrap())
}

#[test]
fn an_identifier_is_1_to_128_printable_ascii_characters() {
    assert_eq!(Identifier::new(""), Err(InvalidIdentifier::Empty));
    assert_eq!(Identifier::new(&"x".repeat(129)), Err(InvalidIdentifier::TooLong { len: 129 }));
    assert_eq!(Identifier::new("voice\n1"), Err(InvalidIdentifier::NotPrintableAscii { at: 5, character: '\n' }));
    for text in ["a", UUID, &"x".repeat(128)] {
        assert_eq!(Identifier::new(text).unwrap().as_str(), text);
    }
    let refused = Identifier::new(&"x".repeat(200)).unwrap_err();
    assert_eq!(refused.to_string(), "identifier has 200 bytes, at most 128 are allowed");
}

#[test]
fn a_user_id_is_an_identifier_and_a_short_identifier_is_a_user_id() {
    let alice = UserId::new("alice").unwrap();
    assert_eq!(UserId::try_from(Identifier::from(alice)), Ok(alice));
    assert_eq!(UserId::try_from(Identifier::new(UUID).unwrap()), Err(InvalidUserId::TooLong { len: 36 }));
}

#[test]
fn a_ticket_of_an_identifier_is_signed_inspected_and_verified() {
    let voice_id = Identifier::new(UUID).unwrap();
    let ticket = signer().user_sig(&voice_id, Lifetime::HOUR, NOW);
    assert_eq!(ticket.user_id(), &voice_id);
    assert_eq!(inspect(ticket.as_str()).unwrap().user_id, UUID);
    let claims: VerifiedClaims<Identifier> = verifier().user_sig(ticket.as_str(), &voice_id, NOW).unwrap();
    assert_eq!(claims.user_id(), &voice_id);
}

#[test]
fn a_ticket_is_the_same_for_a_user_id_and_for_the_identifier_of_the_same_text() {
    let alice = UserId::new("alice").unwrap();
    let ticket = signer().user_sig(&alice, Lifetime::HOUR, NOW);
    let of_identifier = signer().user_sig(&Identifier::from(alice), Lifetime::HOUR, NOW);
    assert_eq!(ticket.as_str(), of_identifier.as_str());
    assert!(verifier().user_sig(ticket.as_str(), &Identifier::from(alice), NOW).is_ok());
    assert!(verifier().user_sig(of_identifier.as_str(), &alice, NOW).is_ok());
}

#[test]
fn another_identifier_is_refused_with_a_message_that_names_the_user_ids() {
    let (alice, bob, long) =
        (UserId::new("alice").unwrap(), UserId::new("bob").unwrap(), Identifier::new(UUID).unwrap());
    let of_bob = signer().user_sig(&bob, Lifetime::HOUR, NOW).into_string();
    let of_long = signer().user_sig(&long, Lifetime::HOUR, NOW).into_string();
    let other = Identifier::new(&UUID.replace('8', "9")).unwrap();
    let refused = [
        verifier().user_sig(&of_bob, &alice, NOW).unwrap_err(),
        verifier().user_sig(&of_long, &alice, NOW).unwrap_err(),
        verifier().user_sig(&of_bob, &long, NOW).unwrap_err(),
        verifier().user_sig(&of_long, &other, NOW).unwrap_err(),
    ];
    let messages = [
        "ticket is for user bob, not alice",
        "ticket is not for user alice: the identifier in it is not a UserID",
        "ticket is for user bob, not for the identifier that was asked for",
        "ticket is for another identifier than the one that was asked for",
    ];
    for (refused, message) in refused.iter().zip(messages) {
        assert_eq!((refused.cause(), refused.to_string()), (Cause::WrongUserId, message.to_owned()));
    }
}

#[test]
fn an_identifier_of_more_than_128_bytes_is_refused_before_its_mac_is_computed() {
    let document = |len: usize| {
        let identifier = "x".repeat(len);
        format!(
            r#"{{"TLS.ver":"2.0","TLS.identifier":"{identifier}","TLS.sdkappid":1400000000,"TLS.time":1700000000,"TLS.expire":60,"TLS.sig":"{}="}}"#,
            "A".repeat(43)
        )
    };
    let judged = |len| {
        let ticket = packed(document(len).as_bytes());
        verifier().user_sig(&ticket, &UserId::new("alice").unwrap(), NOW).unwrap_err()
    };
    let too_long = MalformedTicket::BadField(BadField { field: Field::Identifier, problem: FieldProblem::TooLong });
    assert_eq!(judged(128), VerifyError::BadSignature);
    assert_eq!(judged(129), VerifyError::Malformed(too_long));
    assert_eq!(judged(3000).to_string(), "ticket has a bad member");
}

#[test]
fn longer_identifiers_do_not_make_the_types_of_a_user_id_larger() {
    // Before identifiers were allowed, these were 40, 72 and 88 bytes on a 64-bit machine.
    assert!(size_of::<UserId>() <= 40, "{}", size_of::<UserId>());
    assert!(size_of::<VerifiedClaims>() <= 72, "{}", size_of::<VerifiedClaims>());
    assert!(size_of::<VerifyError>() <= 88, "{}", size_of::<VerifyError>());
    assert!(size_of::<UserSig>() < size_of::<UserSig<Identifier>>());
}

proptest! {
    #[test]
    fn every_identifier_verifies_and_fits_the_longest_ticket(
        text in prop_oneof!["[ -~]{1,128}", "[\"\\\\]{100,128}", "[ -~]{128}"],
        secs in prop_oneof![0..5_000_000_000_u64, 0..=UnixTime::MAX.as_secs()],
    ) {
        let (identifier, now) = (Identifier::new(&text).unwrap(), UnixTime::from_secs(secs));
        let mut ticket = String::new();
        signer().write_user_sig(&identifier, Lifetime::MAX, now, &mut ticket);
        prop_assert!(ticket.len() <= Signer::MAX_TICKET_LEN);
        prop_assert!(verifier().user_sig(&ticket, &identifier, now).is_ok());
        prop_assert_eq!(inspect(&ticket).unwrap().user_id, text);
    }
}

#[test]
fn a_private_map_key_names_a_user_id() {
    let (alice, room) = (UserId::new("alice").unwrap(), Room::number(7).unwrap());
    let key = signer().private_map_key(&alice, &room, Privileges::AUDIENCE, Lifetime::HOUR, NOW).unwrap();
    assert_eq!((key.user_id(), key.room(), key.privileges()), (&alice, &room, Privileges::AUDIENCE));
    assert_eq!((key.issued_at(), key.expires_at()), (NOW, NOW.saturating_add(Lifetime::HOUR.into())));
}
