//! Everything a ticket can rightly state.

use std::fmt::Debug;

use proptest::prelude::*;

use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::{Lifetime, UnixTime};
use crate::words::user_id::UserId;

/// Ids of 1 to 32 printable ASCII characters.
pub fn user_ids() -> impl Strategy<Value = UserId> {
    "[ -~]{1,32}".prop_map(|id| legal(UserId::new(&id)))
}

/// Apps of any number but 0.
pub fn sdk_app_ids() -> impl Strategy<Value = SdkAppId> {
    (1_u32..).prop_map(|number| legal(SdkAppId::new(number)))
}

/// Keys shorter and longer than SHA-256's block, mostly ASCII.
pub fn secret_keys() -> impl Strategy<Value = SecretKey> {
    prop_oneof![3 => "[!-~]{1,80}", 1 => "[!-~]([ -~\u{4e00}-\u{4eff}]{0,40}[!-~])?"]
        .prop_map(|key| legal(SecretKey::new(&key)))
}

/// Lifetimes from a second to fifty years, half of them within a day.
pub fn lifetimes() -> impl Strategy<Value = Lifetime> {
    prop_oneof![1..=Lifetime::DAY.as_secs(), 1..=Lifetime::MAX.as_secs()]
        .prop_map(|secs| legal(Lifetime::from_secs(secs)))
}

/// Moments from 1970 to [`UnixTime::MAX`], half of them before 2128. Near the end a ticket's life is cut short.
pub fn unix_times() -> impl Strategy<Value = UnixTime> {
    prop_oneof![0..5_000_000_000_u64, 0..=UnixTime::MAX.as_secs()].prop_map(UnixTime::from_secs)
}

/// Moments at which a map key of any lifetime can be signed: it ends in 2106 at the latest.
pub fn map_key_times() -> impl Strategy<Value = UnixTime> {
    (0..=u64::from(u32::MAX) - Lifetime::MAX.as_secs()).prop_map(UnixTime::from_secs)
}

/// Rooms with a number or a name.
pub fn rooms() -> impl Strategy<Value = Room> {
    prop_oneof![
        (1_u32..).prop_map(|number| legal(Room::number(number))),
        r"[a-zA-Z0-9 !#$%&()+:;<=.>?@\[\]^_{}|~,-]{1,64}".prop_map(|name| legal(Room::name(&name))),
    ]
}

/// Sets of rights, the empty one included.
pub fn privileges() -> impl Strategy<Value = Privileges> {
    any::<u8>().prop_map(Privileges::from_bits)
}

fn legal<T, E: Debug>(made: Result<T, E>) -> T {
    made.expect("a strategy makes only what its constructor takes")
}
