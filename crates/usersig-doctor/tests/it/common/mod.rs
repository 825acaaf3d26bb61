//! Tickets made by hand, right unless something is changed, and what is asked about them.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::Write;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use usersig::{Privileges, Room, SdkAppId, Tolerances, UnixTime};
use usersig_doctor::{Finding, FindingId, Hints, NamedKey, TicketKind, diagnose};

pub(crate) const APP: u32 = 1_400_000_000;
pub(crate) const OTHER_APP: u32 = 1_400_000_001;
pub(crate) const KEY: &str = "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef";
pub(crate) const OTHER_KEY: &str = "0d9d04f6905036846eef38e71f669dc361929a45c3475243b6faf1fab2f04cba";
pub(crate) const NOW: u64 = 1_700_000_000;

/// What goes into a ticket.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) id: String,
    pub(crate) app: u64,
    pub(crate) time: u64,
    pub(crate) expire: u64,
    pub(crate) userbuf: Option<Vec<u8>>,
    pub(crate) key: Vec<u8>,
}

pub(crate) fn draft() -> Draft {
    Draft { id: "alice".into(), app: APP.into(), time: NOW, expire: 604_800, userbuf: None, key: KEY.into() }
}

pub(crate) type Members = Vec<(String, String)>;

impl Draft {
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            format!("TLS.identifier:{}", self.id),
            format!("TLS.sdkappid:{}", self.app),
            format!("TLS.time:{}", self.time),
            format!("TLS.expire:{}", self.expire),
        ];
        lines.extend(self.userbuf.as_ref().map(|bytes| format!("TLS.userbuf:{}", STANDARD.encode(bytes))));
        lines
    }

    pub(crate) fn signed_text(&self) -> String {
        self.lines().join("\n") + "\n"
    }

    pub(crate) fn mac(&self) -> Vec<u8> {
        mac(&self.key, self.signed_text().as_bytes())
    }

    /// Names and values as JSON, without the signature.
    pub(crate) fn unsigned_members(&self) -> Members {
        let mut members = vec![
            ("TLS.ver", "\"2.0\"".to_owned()),
            ("TLS.identifier", serde_json::to_string(&self.id).unwrap()),
            ("TLS.sdkappid", self.app.to_string()),
            ("TLS.time", self.time.to_string()),
            ("TLS.expire", self.expire.to_string()),
        ];
        members.extend(self.userbuf.as_ref().map(|bytes| ("TLS.userbuf", format!("\"{}\"", STANDARD.encode(bytes)))));
        members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    pub(crate) fn members(&self) -> Members {
        self.members_with_sig(&STANDARD.encode(self.mac()))
    }

    pub(crate) fn members_with_sig(&self, sig: &str) -> Members {
        let mut members = self.unsigned_members();
        members.push(("TLS.sig".into(), serde_json::to_string(sig).unwrap()));
        members
    }

    pub(crate) fn document(&self) -> String {
        document(&self.members())
    }

    pub(crate) fn ticket(&self) -> String {
        pack(&self.document())
    }

    /// A ticket whose MAC covers something else.
    pub(crate) fn ticket_signed_over(&self, text: &[u8]) -> String {
        self.ticket_with_sig(&STANDARD.encode(mac(&self.key, text)))
    }

    pub(crate) fn ticket_with_sig(&self, sig: &str) -> String {
        pack(&document(&self.members_with_sig(sig)))
    }

    /// A ticket whose members were changed after they were signed.
    pub(crate) fn ticket_with_members(&self, change: impl FnOnce(&mut Members)) -> String {
        let mut members = self.members();
        change(&mut members);
        pack(&document(&members))
    }
}

pub(crate) fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(text).finalize().into_bytes().to_vec()
}

pub(crate) fn set(members: &mut Members, name: &str, value: &str) {
    members.iter_mut().find(|(known, _)| known == name).unwrap().1 = value.into();
}

pub(crate) fn rename(members: &mut Members, name: &str, new: &str) {
    members.iter_mut().find(|(known, _)| known == name).unwrap().0 = new.into();
}

pub(crate) fn document(members: &Members) -> String {
    let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

pub(crate) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn in_ticket_alphabet(bytes: &[u8]) -> String {
    STANDARD.encode(bytes).replace('+', "*").replace('/', "-").replace('=', "_")
}

pub(crate) fn pack(document: &str) -> String {
    in_ticket_alphabet(&zlib(document.as_bytes()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// A userbuf for room 7.
#[derive(Clone)]
pub(crate) struct Map {
    pub(crate) version: u8,
    pub(crate) account: Vec<u8>,
    pub(crate) app: u32,
    pub(crate) number: u32,
    pub(crate) expires_at: u32,
    pub(crate) privileges: u32,
    pub(crate) name: Option<Vec<u8>>,
}

pub(crate) fn map() -> Map {
    let expires_at = u32::try_from(NOW + 604_800).unwrap();
    Map { version: 0, account: b"alice".into(), app: APP, number: 7, expires_at, privileges: 42, name: None }
}

impl Map {
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes_in_order(u16::to_be_bytes, u32::to_be_bytes)
    }

    pub(crate) fn bytes_in_order(&self, short: fn(u16) -> [u8; 2], long: fn(u32) -> [u8; 4]) -> Vec<u8> {
        let sized = |bytes: &[u8]| [&short(bytes.len().try_into().unwrap())[..], bytes].concat();
        let mut bytes = vec![self.version];
        bytes.extend(sized(&self.account));
        for number in [self.app, self.number, self.expires_at, self.privileges, 0] {
            bytes.extend(long(number));
        }
        bytes.extend(self.name.as_ref().map(|name| sized(name)).unwrap_or_default());
        bytes
    }

    pub(crate) fn draft(&self) -> Draft {
        draft().with(|draft| draft.userbuf = Some(self.bytes()))
    }

    pub(crate) fn ticket(&self) -> String {
        self.draft().ticket()
    }
}

/// What is known besides the ticket.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) user: Option<String>,
    pub(crate) app: Option<u32>,
    pub(crate) now: Option<u64>,
    /// The name, the text, the app it belongs to.
    pub(crate) keys: Vec<(String, String, Option<u32>)>,
    pub(crate) kind: Option<TicketKind>,
    pub(crate) room: Option<Room>,
    pub(crate) needed: Privileges,
    pub(crate) leeway: u64,
    pub(crate) future_tolerance: Option<u64>,
    pub(crate) valid_after: Option<u64>,
}

/// Everything, and all of it right for a UserSig.
pub(crate) fn ask() -> Ask {
    Ask {
        user: Some("alice".into()),
        app: Some(APP),
        now: Some(NOW),
        keys: vec![("prod".into(), KEY.into(), None)],
        kind: None,
        room: None,
        needed: Privileges::NONE,
        leeway: 0,
        future_tolerance: None,
        valid_after: None,
    }
}

/// Nothing at all.
pub(crate) fn ask_nothing() -> Ask {
    Ask { user: None, app: None, now: None, keys: Vec::new(), ..ask() }
}

/// About room 7 and an audience.
pub(crate) fn ask_for_room() -> Ask {
    Ask { room: Some(Room::number(7).unwrap()), needed: Privileges::AUDIENCE, ..ask() }
}

impl Ask {
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(crate) fn hints(&self) -> Hints<'_> {
        let mut hints = Hints::default().with_needed(self.needed).with_tolerances(self.tolerances());
        for (name, text, app) in &self.keys {
            let key = NamedKey::new(name, text);
            hints = hints.with_key(app.map_or(key, |app| key.of_app(SdkAppId::new(app).unwrap())));
        }
        if let Some(user) = &self.user {
            hints = hints.with_user_id(user);
        }
        if let Some(app) = self.app {
            hints = hints.with_sdk_app_id(SdkAppId::new(app).unwrap());
        }
        if let Some(now) = self.now {
            hints = hints.with_now(UnixTime::from_secs(now));
        }
        if let Some(kind) = self.kind {
            hints = hints.with_kind(kind);
        }
        if let Some(room) = self.room {
            hints = hints.with_room(room);
        }
        hints
    }

    pub(crate) fn tolerances(&self) -> Tolerances {
        let tolerances = Tolerances::default().with_leeway(Duration::from_secs(self.leeway)).unwrap();
        let future_tolerance = self.future_tolerance.map(Duration::from_secs);
        tolerances
            .with_future_tolerance(future_tolerance)
            .unwrap()
            .with_valid_after(self.valid_after.map(UnixTime::from_secs))
    }

    pub(crate) fn diagnose(&self, text: &str) -> Vec<Finding> {
        diagnose(text, &self.hints())
    }
}

pub(crate) fn ids(findings: &[Finding]) -> Vec<FindingId> {
    findings.iter().map(Finding::id).collect()
}

/// A ticket made the wrong way, and what must be found, in this order.
pub(crate) struct Case {
    pub(crate) promise: &'static str,
    pub(crate) text: String,
    pub(crate) ask: Ask,
    pub(crate) expected: Vec<FindingId>,
}

pub(crate) fn case(promise: &'static str, text: impl Into<String>, expected: &[FindingId]) -> Case {
    Case { promise, text: text.into(), ask: ask(), expected: expected.to_vec() }
}

impl Case {
    pub(crate) fn asking(mut self, ask: Ask) -> Self {
        self.ask = ask;
        self
    }
}

pub(crate) fn check(cases: &[Case]) {
    assert!(!cases.is_empty());
    let wrong = cases.iter().filter_map(|Case { promise, text, ask, expected }| {
        let findings = ask.diagnose(text);
        let shown: String = text.chars().take(100).collect();
        (ids(&findings) != *expected).then(|| format!("{promise}: {shown:?}: not {expected:?}: {findings:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
