//! Whose ticket it is, for which app, and of which kind.

use usersig_doctor::{Difference, Finding, FindingId as Id, IdentityFault, TicketKind};

use crate::common::ask::{Ask, ask, ask_for_room, ask_nothing};
use crate::common::case::{Case, case, check};
use crate::common::draft::draft;
use crate::common::map::map;
use crate::common::{KEY, OTHER_APP, OTHER_KEY};

fn asking_for(user: &str) -> Ask {
    ask().with(|ask| ask.user = Some(user.to_owned()))
}

fn ticket_of(id: &str) -> String {
    draft().with(|draft| draft.id = id.into()).ticket()
}

/// bob's, with a member that is not ours and that the strict reader skips.
fn beyond_numbers() -> String {
    draft()
        .with(|draft| draft.id = "bob".into())
        .ticket_with_members(|members| members.push(("x".into(), "1e999".into())))
}

pub(crate) fn cases() -> Vec<Case> {
    let other_app = draft().with(|draft| (draft.app, draft.key) = (OTHER_APP.into(), OTHER_KEY.into()));
    let mixed_up = draft().with(|draft| draft.app = OTHER_APP.into());
    let long = "a".repeat(33);
    vec![
        case("a good ticket is good and nothing else", draft().ticket(), &[Id::Good]),
        case("so it is when nothing is known", draft().ticket(), &[Id::Unchecked]).asking(ask_nothing()),
        case("a number beyond all numbers hides nobody", beyond_numbers(), &[Id::WrongUserId])
            .asking(ask().with(|ask| ask.keys.clear())),
        case("another app's ticket is told, and not that its key is unknown", other_app.ticket(), &[Id::WrongSdkAppId]),
        case("a wrong app number under the right key is told", mixed_up.ticket(), &[Id::WrongSdkAppId]),
        case("another user's ticket is told", ticket_of("bob"), &[Id::WrongUserId]),
        case("a long id is told, the ticket's", ticket_of(&long), &[Id::WrongUserId, Id::LongIdentifier]),
        case("a long id raises a doubt, the one asked for", ticket_of(&long), &[Id::LongIdentifier, Id::Good])
            .asking(asking_for(&long)),
        case("an id too long is told", ticket_of(&"a".repeat(129)), &[Id::BadMember, Id::InvalidUserId])
            .asking(asking_for(&"a".repeat(129))),
        case("an id that is not ASCII is told", ticket_of("用户"), &[Id::InvalidUserId]).asking(ask_nothing()),
        case("an id with control characters is told", ticket_of("a\tb"), &[Id::InvalidUserId])
            .asking(asking_for("a\tb")),
        case("an empty id is told", ticket_of(""), &[Id::InvalidUserId]).asking(asking_for("")),
        case(
            "an id that is allowed and not advised is a mild hint",
            ticket_of("a@b"),
            &[Id::Good, Id::UnadvisedUserId],
        )
        .asking(asking_for("a@b")),
        case("a map key is no UserSig", map().ticket(), &[Id::NotAUserSig])
            .asking(ask().with(|ask| ask.kind = Some(TicketKind::UserSig))),
        case("a UserSig is no map key", draft().ticket(), &[Id::NotAPrivateMapKey]).asking(ask_for_room()),
        case("so it is without a room", draft().ticket(), &[Id::NotAPrivateMapKey])
            .asking(ask().with(|ask| ask.kind = Some(TicketKind::PrivateMapKey))),
    ]
}

#[test]
fn who_a_ticket_is_not_for_is_told() {
    check(&cases());
}

#[test]
fn ids_that_look_the_same_are_told_apart_by_what_differs() {
    for (named, difference) in [
        ("bob", Difference::Entire),
        ("Alice", Difference::Case),
        (" alice", Difference::WhiteSpace),
        ("ali ce", Difference::WhiteSpace),
        ("alice\u{200b}", Difference::WhiteSpace),
        ("\u{430}lice", Difference::LookAlike { character: '\u{430}' }),
        ("ａｌｉｃｅ", Difference::LookAlike { character: 'ａ' }),
        ("alicé", Difference::LookAlike { character: 'é' }),
        ("alice\u{301}", Difference::LookAlike { character: '\u{301}' }),
        ("ålicia", Difference::Entire),
    ] {
        let findings = ask().diagnose(&ticket_of(named));
        let expected = IdentityFault::WrongUserId { asked: "alice".into(), named: named.into(), difference };
        assert_eq!(findings[0], Finding::Identity(expected));
    }
}

#[test]
fn the_key_of_the_app_that_is_asked_for_is_named_when_it_signed_for_another() {
    let text = draft().with(|draft| draft.app = OTHER_APP.into()).ticket();
    let [Finding::Identity(IdentityFault::WrongSdkAppId { signed_by, .. })] = &ask().diagnose(&text)[..] else {
        panic!("the app is wrong");
    };
    assert_eq!(signed_by.as_deref(), Some("prod"));
    assert_eq!(ask().keys[0].1, KEY);
}
