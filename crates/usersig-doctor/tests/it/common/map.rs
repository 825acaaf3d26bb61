//! A userbuf made by hand.

use crate::common::draft::{Draft, draft};
use crate::common::{APP, NOW};

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
