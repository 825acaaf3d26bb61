//! Every ticket the official signers made is read, judged and refused as it must be.

use usersig::{
    Cause, Privileges, Room, SdkAppId, SecretKey, UnixTime, UnverifiedRoom, UserId, Verifier, VerifyError, inspect,
};

use crate::common::{Official, official, official_genuine};

#[test]
fn every_genuine_ticket_is_good_from_its_first_second_through_its_last() {
    for ticket in official_genuine() {
        for now in [ticket.time, ticket.time + ticket.expire] {
            let verified = ticket.verify(&ticket.verifier(), &ticket.user_id(), now);
            assert_eq!(verified, Ok(()), "{ticket:?} at {now}");
        }
    }
}

#[test]
fn every_genuine_ticket_is_expired_the_second_after() {
    for ticket in official_genuine() {
        let refused = ticket.verify(&ticket.verifier(), &ticket.user_id(), ticket.time + ticket.expire + 1);
        assert_eq!(refused.unwrap_err().cause(), Cause::Expired, "{ticket:?}");
    }
}

#[test]
fn a_ticket_is_refused_for_another_user_another_app_and_another_key() {
    for ticket in official_genuine() {
        let app = SdkAppId::new(ticket.sdkappid).unwrap();
        let other_app = SdkAppId::new(ticket.sdkappid ^ 2).unwrap();
        let other_key = SecretKey::new("not the key of this app").unwrap();
        let (user_id, other_user) = (ticket.user_id(), UserId::new("somebody else").unwrap());
        let cause =
            |verifier: Verifier, user_id: &UserId| ticket.verify(&verifier, user_id, ticket.time).unwrap_err().cause();
        assert_eq!(cause(ticket.verifier(), &other_user), Cause::WrongUserId, "{ticket:?}");
        assert_eq!(cause(Verifier::new(other_app, &ticket.key()), &user_id), Cause::WrongSdkAppId, "{ticket:?}");
        assert_eq!(cause(Verifier::new(app, &other_key), &user_id), Cause::BadSignature, "{ticket:?}");
    }
}

#[test]
fn a_foreign_signature_is_told_before_the_expiry() {
    for ticket in official_genuine() {
        let verifier = Verifier::new(SdkAppId::new(ticket.sdkappid).unwrap(), &SecretKey::new("another key").unwrap());
        let refused = ticket.verify(&verifier, &ticket.user_id(), ticket.time + ticket.expire + 1_000_000);
        assert_eq!(refused, Err(VerifyError::BadSignature), "{ticket:?}");
    }
}

#[test]
fn a_ticket_of_one_kind_is_refused_as_the_other() {
    for ticket in official_genuine() {
        let now = UnixTime::from_secs(ticket.time);
        let (verifier, text, user_id) = (ticket.verifier(), &ticket.ticket, ticket.user_id());
        let refused = if ticket.room().is_some() {
            verifier.user_sig(text, &user_id, now).map(drop)
        } else {
            verifier.private_map_key(text, &user_id, &Room::number(1).unwrap(), Privileges::NONE, now).map(drop)
        };
        let expected = if ticket.room().is_some() { Cause::NotAUserSig } else { Cause::NotAPrivateMapKey };
        assert_eq!(refused.unwrap_err().cause(), expected, "{ticket:?}");
    }
}

#[test]
fn inspect_shows_what_every_ticket_says_the_wild_ones_included() {
    for ticket in official() {
        let unverified = inspect(&ticket.ticket).unwrap_or_else(|error| panic!("{ticket:?}: {error}"));
        assert_eq!(unverified.user_id, ticket.userid, "{ticket:?}");
        assert_eq!(unverified.sdk_app_id.number(), ticket.sdkappid, "{ticket:?}");
        assert_eq!(unverified.issued_at.as_secs(), ticket.time, "{ticket:?}");
        assert_eq!(unverified.expires_at.as_secs(), ticket.time + ticket.expire, "{ticket:?}");
        let map = unverified.userbuf.transpose().unwrap_or_else(|error| panic!("{ticket:?}: {error}"));
        assert_eq!(map.as_ref().map(|map| map.privileges.bits()), ticket.privilege, "{ticket:?}");
        let room = map.map(|map| match map.room {
            UnverifiedRoom::Name(name) => (None, Some(name)),
            UnverifiedRoom::Number(number) => (Some(number), None),
            _ => unreachable!("a room is a name or a number"),
        });
        assert_eq!(room.unwrap_or_default(), (ticket.roomid, ticket.roomstr.clone()), "{ticket:?}");
    }
}

#[test]
fn a_ticket_whose_id_no_user_can_have_is_genuine_and_cannot_be_asked_for() {
    let strange: Vec<Official> = official().into_iter().filter(|ticket| UserId::new(&ticket.userid).is_err()).collect();
    assert!(!strange.is_empty());
    for ticket in strange {
        let alice = UserId::new("alice").unwrap();
        let refused = ticket.verifier().user_sig(&ticket.ticket, &alice, UnixTime::from_secs(ticket.time));
        assert!(matches!(refused, Err(VerifyError::WrongUserId { named: None, .. })), "{ticket:?}");
    }
}
