//! Any ticket and any question about it.

use proptest::prelude::*;
use usersig::{Privileges, Room};
use usersig_doctor::TicketKind;

use crate::common::ask::Ask;
use crate::common::draft::Draft;
use crate::common::map::map;
use crate::common::{APP, KEY, NOW, OTHER_APP, OTHER_KEY};

/// Tickets of two users and two apps, signed with two keys.
pub(crate) fn tickets() -> impl Strategy<Value = Draft> {
    let ids =
        prop::sample::select(vec!["alice".to_owned(), "bob".into(), "a@b".into(), "a".repeat(33), "a".repeat(129)]);
    let apps = prop::sample::select(vec![APP, OTHER_APP]);
    let keys = prop::sample::select(vec![KEY.to_owned(), OTHER_KEY.into(), format!("{KEY}\n"), SAMPLE_KEY.into()]);
    let userbufs = prop::sample::select(vec![None, Some(map().bytes())]);
    (ids, apps, NOW - 50..NOW + 50, 0_u64..100, keys, userbufs).prop_map(|(id, app, time, expire, key, userbuf)| {
        Draft { id, app: app.into(), time, expire, userbuf, key: key.into_bytes() }
    })
}

/// Questions with one key, whose text has something around it in most of them.
pub(crate) fn asks() -> impl Strategy<Value = Ask> {
    let users = prop::sample::select(vec![
        None,
        Some("alice".to_owned()),
        Some("bob".into()),
        Some("a".repeat(33)),
        Some("a".repeat(129)),
    ]);
    let apps = prop::sample::select(vec![None, Some(APP), Some(OTHER_APP)]);
    let keys = prop::sample::select(vec![
        KEY.to_owned(),
        format!("{KEY}\n"),
        format!("{KEY}\r\n"),
        format!("{KEY} "),
        format!("{KEY}\u{200b}"),
        format!("\u{2060}{KEY}"),
        format!("\"{KEY}\""),
        format!("{KEY}\0"),
        OTHER_KEY.into(),
        SAMPLE_KEY.into(),
        String::new(),
    ]);
    let kinds = prop::sample::select(vec![None, Some(TicketKind::UserSig), Some(TicketKind::PrivateMapKey)]);
    let rooms = prop::sample::select(vec![None, Some(Room::number(7).unwrap()), Some(Room::number(8).unwrap())]);
    let needed =
        prop::sample::select(vec![Privileges::NONE, Privileges::NONE, Privileges::AUDIENCE, Privileges::CREATE]);
    let times = (
        prop::option::of(NOW - 50..NOW + 200),
        0_u64..50,
        prop::option::of(0_u64..50),
        prop::option::of(NOW - 50..NOW + 50),
    );
    (users, apps, keys, kinds, rooms, needed, times).prop_map(|(user, app, key, kind, room, needed, times)| {
        let (now, leeway, future_tolerance, valid_after) = times;
        let keys = vec![("given".to_owned(), key, None)];
        Ask { user, app, now, keys, kind, room, needed, leeway, future_tolerance, valid_after }
    })
}

const SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
