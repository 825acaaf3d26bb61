//! A ticket made by hand, right unless something is changed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::common::packing::pack;
use crate::common::{APP, KEY, NOW};

/// The values of a ticket.
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
