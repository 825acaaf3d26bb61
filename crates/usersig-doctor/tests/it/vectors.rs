//! The library's vectors. A ticket is called good exactly when the verifier takes it, and a refusal gets its code.

use crate::attack::Attack;
use crate::common::ask::{Ask, ask};
use crate::common::case::ids;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use usersig::{Privileges, Room};
use usersig_doctor::{Finding, FindingId, TicketKind};

fn lines<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let vectors: Vec<T> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!vectors.is_empty(), "a file without vectors proves nothing");
    vectors
}

fn room(number: Option<u32>, name: Option<&str>) -> Option<Room> {
    let by_number = number.and_then(|number| Room::number(number).ok());
    by_number.or_else(|| name.map(|name| Room::name(name).unwrap()))
}

fn ask_about(attack: &Attack) -> Ask {
    let room = attack.room();
    Ask {
        user: Some(attack.user_id.clone()),
        app: Some(attack.sdk_app_id),
        now: Some(attack.now),
        keys: vec![("vector".into(), attack.key.clone(), None)],
        kind: Some(if room.is_some() { TicketKind::PrivateMapKey } else { TicketKind::UserSig }),
        room,
        needed: Privileges::from_bits(attack.needed),
        leeway: attack.leeway.unwrap_or(0),
        future_tolerance: attack.future_tolerance,
        valid_after: attack.valid_after,
    }
}

/// Those whose ticket stands there as text.
fn attacks() -> Vec<(Attack, String)> {
    let texts = Attack::all().into_iter().filter_map(|mut attack| Some((attack.ticket.take()?, attack)));
    texts.map(|(ticket, attack)| (attack, ticket)).collect()
}

fn is_good(findings: &[Finding]) -> bool {
    ids(findings).contains(&FindingId::Good)
}

#[test]
fn a_ticket_is_good_exactly_when_the_verifier_takes_it() {
    for (attack, text) in attacks() {
        let findings = ask_about(&attack).diagnose(&text);
        assert_eq!(is_good(&findings), attack.expect == 0, "{}: {}: {findings:#?}", attack.name, attack.why);
    }
}

#[test]
fn good_and_a_reason_to_refuse_never_stand_together() {
    for (attack, text) in attacks() {
        let findings = ask_about(&attack).diagnose(&text);
        let is_refused = findings.iter().any(|finding| finding.code().is_some());
        assert_ne!(is_good(&findings), is_refused, "{}: {findings:#?}", attack.name);
    }
}

#[test]
fn the_code_of_a_refusal_is_the_first_findings() {
    for (attack, text) in attacks().into_iter().filter(|(attack, _)| attack.expect != 0) {
        let findings = ask_about(&attack).diagnose(&text);
        let code = findings[0].code().map_or(0, usersig::ErrorCode::number);
        // An id that no user can have is refused by the SDK already.
        let is_as_expected = code == attack.expect || code == 7003;
        assert!(is_as_expected, "{}, {}: {}: {findings:#?}", attack.row, attack.name, attack.why);
    }
}

#[test]
fn without_a_key_all_but_the_signature_is_judged() {
    for (attack, text) in attacks() {
        let is_taken = attack.expect == 0;
        if attack.cause.as_deref() == Some("bad_signature") {
            continue;
        }
        let findings = ask_about(&attack).with(|ask| ask.keys.clear()).diagnose(&text);
        assert!(!is_good(&findings), "nobody has checked the signature");
        assert_eq!(
            ids(&findings).contains(&FindingId::Unchecked),
            is_taken,
            "{}: {}: {findings:#?}",
            attack.name,
            attack.why
        );
    }
}

#[derive(Debug, Deserialize)]
struct Official {
    sdkappid: u32,
    key: String,
    userid: String,
    expire: u64,
    time: u64,
    roomid: Option<u32>,
    roomstr: Option<String>,
    privilege: Option<u8>,
    ticket: String,
}

impl Official {
    fn ask(&self, now: u64) -> Ask {
        let room = room(self.roomid, self.roomstr.as_deref());
        Ask {
            user: Some(self.userid.clone()),
            app: Some(self.sdkappid),
            now: Some(now),
            keys: vec![("vector".into(), self.key.clone(), None)],
            room,
            needed: Privileges::from_bits(self.privilege.unwrap_or(0)),
            ..ask()
        }
    }
}

#[test]
fn every_official_ticket_is_good_through_its_last_second_when_it_can_be_asked_for() {
    for ticket in lines::<Official>(include_str!("../../../usersig/tests/vectors/official.jsonl")) {
        let can_be_asked_for = usersig::UserId::new(&ticket.userid).is_ok() && ticket.roomid != Some(0);
        let (first, last) = (ticket.time, ticket.time + ticket.expire);
        for (now, is_in_force) in [(first, true), (last, true), (last + 1, false)] {
            let findings = ticket.ask(now).diagnose(&ticket.ticket);
            assert_eq!(is_good(&findings), can_be_asked_for && is_in_force, "{ticket:?}: {findings:#?}");
        }
    }
}
