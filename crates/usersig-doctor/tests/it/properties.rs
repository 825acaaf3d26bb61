//! Laws that hold for any text.

use std::time::Duration;

use proptest::prelude::*;
use usersig::{Identifier, Language, Privileges, Room, SdkAppId, SecretKey, Tolerances, UnixTime, UserId, Verifier};
use usersig_doctor::{Finding, FindingId, TicketKind};

use crate::common::ask::{Ask, ask, ask_for_room, ask_nothing};
use crate::common::case::ids;
use crate::common::draft::{Draft, draft};
use crate::common::map::map;
use crate::common::{APP, KEY, NOW};
use crate::strategies::{asks, tickets};

fn verifier() -> Verifier {
    Verifier::new(SdkAppId::new(APP).unwrap(), &SecretKey::new(KEY).unwrap())
}

fn accepts(text: &str) -> [bool; 2] {
    let verifier = verifier();
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(NOW));
    let (room, needed) = (Room::number(7).unwrap(), Privileges::AUDIENCE);
    [verifier.user_sig(text, &alice, now).is_ok(), verifier.private_map_key(text, &alice, &room, needed, now).is_ok()]
}

/// Tells everything there is to tell, and whether the ticket is good, or as good as one can see without a key.
fn is_good(ask: &Ask, text: &str) -> bool {
    let findings = ask.diagnose(text);
    assert!(!findings.is_empty());
    for finding in &findings {
        for language in [Language::English, Language::Chinese] {
            assert!(!finding.what(language).is_empty());
            assert!(!finding.evidence(language).is_empty());
            assert!(!finding.remedy(language).is_empty());
        }
    }
    ids(&findings).contains(if ask.keys.is_empty() { &FindingId::Unchecked } else { &FindingId::Good })
}

fn agrees_with_the_verifier(text: &str) -> Result<(), TestCaseError> {
    let user_sig = ask().with(|ask| ask.kind = Some(TicketKind::UserSig));
    prop_assert_eq!([is_good(&user_sig, text), is_good(&ask_for_room(), text)], accepts(text));
    is_good(&ask_nothing(), text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_has_a_finding(text in any::<String>()) {
        agrees_with_the_verifier(&text)?;
    }

    #[test]
    fn any_text_of_a_ticket_s_characters_has_a_finding(text in "(eJ|H4sI|e30|)[A-Za-z0-9+/=*_ %-]{0,300}") {
        agrees_with_the_verifier(&text)?;
    }

    #[test]
    fn any_document_has_a_finding(text in r#"\{("(TLS\.(ver|sig|time|expire|identifier|sdkappid|userbuf)|x)":("(2\.0|alice|[A-Z]{4})"|[0-9]{1,20}|-1|1\.5|null|\[\]),?){0,9}\}"#) {
        agrees_with_the_verifier(&crate::common::packing::pack(&text))?;
    }

    #[test]
    fn any_userbuf_has_a_finding(bytes in prop::collection::vec(any::<u8>(), 1..80)) {
        agrees_with_the_verifier(&draft().with(|draft| draft.userbuf = Some(bytes)).ticket())?;
    }

    #[test]
    fn any_id_and_any_numbers_have_a_finding(id in any::<String>(), app in any::<u64>(), time in any::<u64>(), expire in any::<u64>()) {
        agrees_with_the_verifier(&draft().with(|draft| draft.id = id).ticket())?;
        agrees_with_the_verifier(&draft().with(|draft| (draft.app, draft.time) = (app, time)).ticket())?;
        agrees_with_the_verifier(&draft().with(|draft| (draft.time, draft.expire) = (time, expire)).ticket())?;
    }

    #[test]
    fn times_are_judged_as_a_verifier_with_the_same_options_does(
        (time, expire) in (NOW - 100..NOW + 100, 0_u64..100),
        (leeway, future_tolerance) in (0_u64..100, prop::option::of(0_u64..100)),
        valid_after in prop::option::of(NOW - 100..NOW + 100),
        knows_key in any::<bool>(),
    ) {
        let text = draft().with(|draft| (draft.time, draft.expire) = (time, expire)).ticket();
        let tolerances = Tolerances::default()
            .with_leeway(Duration::from_secs(leeway))
            .and_then(|tolerances| tolerances.with_future_tolerance(future_tolerance.map(Duration::from_secs)))
            .unwrap()
            .with_valid_after(valid_after.map(UnixTime::from_secs));
        let verifier = verifier().with_tolerances(tolerances);
        let judged = verifier.user_sig(&text, &UserId::new("alice").unwrap(), UnixTime::from_secs(NOW));
        let mut ask = Ask { leeway, future_tolerance, valid_after, ..ask() };
        ask.keys.truncate(knows_key.into());
        prop_assert_eq!(is_good(&ask, &text), judged.is_ok());
        let codes: Vec<_> = ask.diagnose(&text).iter().filter_map(Finding::code).collect();
        prop_assert!(judged.map_or_else(|refused| codes.contains(&refused.code()), |_| codes.is_empty()));
    }

    #[test]
    fn a_ticket_is_good_exactly_if_the_verifier_with_the_same_arguments_accepts_it(
        ticket in tickets(),
        ask in asks(),
    ) {
        let text = ticket.ticket();
        let findings = ask.diagnose(&text);
        let is_good = ids(&findings).contains(&FindingId::Good);
        prop_assert_eq!(is_good, is_accepted(&ticket, &ask, &text), "{:?}", findings);
        let is_refused = findings.iter().any(|finding| finding.code().is_some());
        prop_assert!(!(is_good && is_refused), "{:?}", findings);
    }

    #[test]
    fn any_change_of_a_good_ticket_has_a_finding(at in any::<prop::sample::Index>(), new in "[A-Za-z0-9*_+/= %-]{0,2}", of_map in any::<bool>()) {
        let good = if of_map { map().ticket() } else { draft().ticket() };
        let at = at.index(good.len());
        agrees_with_the_verifier(&format!("{}{new}{}", &good[..at], &good[at + 1..]))?;
    }
}

/// The verdict of a verifier that gets every argument which the question does not have from the ticket.
fn is_accepted(ticket: &Draft, ask: &Ask, text: &str) -> bool {
    let Ok(key) = SecretKey::from_file(ask.keys[0].1.as_bytes()) else { return false };
    let app = SdkAppId::new(ask.app.unwrap_or(u32::try_from(ticket.app).unwrap())).unwrap();
    let Ok(user) = Identifier::new(ask.user.as_deref().unwrap_or(&ticket.id)) else { return false };
    let verifier = Verifier::new(app, &key).with_tolerances(ask.tolerances());
    let now = UnixTime::from_secs(ask.now.unwrap_or(ticket.time));
    let is_for_a_room = match ask.kind {
        Some(kind) => kind == TicketKind::PrivateMapKey,
        None if ask.room.is_some() || ask.needed != Privileges::NONE => true,
        None => ask.user.is_none() && ticket.userbuf.is_some(),
    };
    if !is_for_a_room {
        return verifier.user_sig(text, &user, now).is_ok();
    }
    let room = ask.room.unwrap_or(Room::number(7).unwrap());
    UserId::try_from(user).is_ok_and(|user| verifier.private_map_key(text, &user, &room, ask.needed, now).is_ok())
}

#[test]
fn the_longest_and_worst_texts_take_bounded_work() {
    let bomb = crate::common::packing::zlib(&vec![b' '; 30_000_000]);
    let nested = format!("{{\"x\":{}", "[".repeat(60_000));
    let repeated = |text: &str| text.repeat(65_536 / text.len());
    for text in [
        crate::common::packing::in_ticket_alphabet(&bomb),
        nested.clone(),
        crate::common::packing::pack(&nested),
        repeated("%25"),
        repeated("%2525"),
        repeated(" "),
        repeated("a "),
        repeated("\""),
        repeated("+"),
        repeated("eJ"),
        repeated("VUZWV1ZWVVZW"),
        crate::common::packing::pack(&format!("{{{}}}", repeated("\"TLS.tim\":1,").trim_end_matches(','))),
    ] {
        assert!(!is_good(&ask(), &text), "{} bytes of {:?}", text.len(), &text[..20]);
    }
}
