//! The faults of the privileges in a room.

use usersig::{Privileges, Room};
use usersig_doctor::{Finding, FindingId as Id, PrivateMapKeyFault};

use crate::common::NOW;
use crate::common::ask::{Ask, ask, ask_for_room};
use crate::common::case::{Case, case, check};
use crate::common::draft::draft;
use crate::common::map::{Map, map};

fn with_userbuf(bytes: Vec<u8>) -> String {
    draft().with(|draft| draft.userbuf = Some(bytes)).ticket()
}

fn in_room(promise: &'static str, map: &Map, expected: &[Id]) -> Case {
    case(promise, map.ticket(), expected).asking(ask_for_room())
}

fn asking_for(room: Room) -> Ask {
    ask_for_room().with(|ask| ask.room = Some(room))
}

fn named(name: &[u8]) -> Map {
    map().with(|map| (map.version, map.number, map.name) = (1, 0, Some(name.into())))
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = of_bytes();
    cases.extend(of_privileges());
    cases
}

fn of_bytes() -> Vec<Case> {
    let all_little = map().bytes_in_order(u16::to_le_bytes, u32::to_le_bytes);
    let numbers_little = map().bytes_in_order(u16::to_be_bytes, u32::to_le_bytes);
    vec![
        case("a good map key is good", map().ticket(), &[Id::Good]).asking(ask_for_room()),
        case("so it is if no room and no user is asked for", map().ticket(), &[Id::Good])
            .asking(ask().with(|ask| ask.user = None)),
        case("a map key for a login is not a UserSig", map().ticket(), &[Id::NotAUserSig]),
        in_room("a room's name of the right kind is good", &named(b"live-7"), &[Id::Good])
            .asking(asking_for(Room::name("live-7").unwrap())),
        case("little-endian bytes are told", with_userbuf(all_little), &[Id::MapByteOrder]).asking(ask_for_room()),
        case("so are numbers alone", with_userbuf(numbers_little), &[Id::MapByteOrder]).asking(ask_for_room()),
        in_room("another layout is told", &map().with(|map| map.version = 2), &[Id::MapLayout]),
        in_room("bits above the eight are told", &map().with(|map| map.privileges = 256), &[Id::MapLayout]),
        case("a userbuf cut short is told", with_userbuf(map().bytes()[..20].to_vec()), &[Id::MapLayout])
            .asking(ask_for_room()),
        in_room("another account is told", &map().with(|map| map.account = b"bob".into()), &[Id::MapAccount]),
        in_room("another app is told", &map().with(|map| map.app = 5), &[Id::MapSdkAppId]),
    ]
}

fn of_privileges() -> Vec<Case> {
    let ends_at = |expires_at: u64| map().with(|map| map.expires_at = u32::try_from(expires_at).unwrap());
    vec![
        in_room("a second of difference is the official signers'", &ends_at(NOW + 604_801), &[Id::Good]),
        in_room("more raises a doubt", &ends_at(NOW + 604_802), &[Id::MapExpiry, Id::Good]),
        in_room("a span where the end should be is expired", &ends_at(604_800), &[Id::MapExpiry, Id::Expired]),
        in_room("room 0 is told", &map().with(|map| map.number = 0), &[Id::ImpossibleRoom]),
        in_room("a name no room has is told", &named("房间".as_bytes()), &[Id::ImpossibleRoom]),
        in_room("another room is told", &map().with(|map| map.number = 8), &[Id::WrongRoom]),
        in_room("a name for a number is told", &named(b"7"), &[Id::WrongRoom]),
        in_room("a missing privilege is reported", &map().with(|map| map.privileges = 10), &[Id::MissingPrivilege]),
        case("what is missing is told without a room", map().ticket(), &[Id::MissingPrivilege])
            .asking(ask().with(|ask| ask.needed = Privileges::CREATE)),
        in_room(
            "several things are told together",
            &map().with(|map| (map.number, map.privileges) = (8, 0)),
            &[Id::WrongRoom, Id::MissingPrivilege],
        ),
    ]
}

#[test]
fn each_fault_of_the_privileges_is_found() {
    check(&cases());
}

#[test]
fn a_number_and_a_name_of_the_same_digits_are_pointed_out() {
    let english = |findings: &[Finding]| findings[0].what(usersig::Language::English);
    let both = "The privileges are for a room number where a name is asked for, or the reverse";
    assert_eq!(english(&ask_for_room().diagnose(&named(b"7").ticket())), both);
    assert_eq!(english(&asking_for(Room::name("7").unwrap()).diagnose(&map().ticket())), both);
    assert_ne!(english(&ask_for_room().diagnose(&named(b"8").ticket())), both);
}

#[test]
fn the_missing_privileges_are_named() {
    let text = map().with(|map| map.privileges = 10).ticket();
    let expected =
        PrivateMapKeyFault::MissingPrivilege { missing: Privileges::RECV_VIDEO, given: Privileges::from_bits(10) };
    assert_eq!(ask_for_room().diagnose(&text), [Finding::PrivateMapKey(expected)]);
}
