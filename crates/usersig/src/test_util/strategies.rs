//! Strategies of `proptest` for every value that a ticket can state.
//!
//! ```
//! use proptest::prelude::*;
//! use usersig::test_util::{lifetimes, signer, unix_times, user_ids, verifier};
//!
//! proptest!(|(user_id in user_ids(), lifetime in lifetimes(), now in unix_times())| {
//!     let user_sig = signer().user_sig(&user_id, lifetime, now);
//!     prop_assert!(verifier().user_sig(user_sig.as_str(), &user_id, now).is_ok());
//! });
//! ```

use std::fmt::Debug;

use proptest::prelude::*;

use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::{Lifetime, UnixTime};
use crate::words::user_id::UserId;

/// UserIDs of 1 to 32 printable ASCII characters.
pub fn user_ids() -> impl Strategy<Value = UserId> {
    "[ -~]{1,32}".prop_map(|id| legal(UserId::new(&id)))
}

/// Apps with any number except 0.
pub fn sdk_app_ids() -> impl Strategy<Value = SdkAppId> {
    (1_u32..).prop_map(|number| legal(SdkAppId::new(number)))
}

/// Keys that are shorter or longer than a block of SHA-256, most of them ASCII.
pub fn secret_keys() -> impl Strategy<Value = SecretKey> {
    prop_oneof![3 => "[!-~]{1,80}", 1 => "[!-~]([ -~\u{4e00}-\u{4eff}]{0,40}[!-~])?"]
        .prop_map(|key| legal(SecretKey::new(&key)))
}

/// Lifetimes from one second to fifty years. Half of them are at most a day.
pub fn lifetimes() -> impl Strategy<Value = Lifetime> {
    prop_oneof![1..=Lifetime::DAY.as_secs(), 1..=Lifetime::MAX.as_secs()]
        .prop_map(|secs| legal(Lifetime::from_secs(secs)))
}

/// Moments from 1970 to [`UnixTime::MAX`]. Half of them are before 2128. Near the end a ticket lives shorter than asked.
pub fn unix_times() -> impl Strategy<Value = UnixTime> {
    prop_oneof![0..5_000_000_000_u64, 0..=UnixTime::MAX.as_secs()].prop_map(UnixTime::from_secs)
}

/// Moments at which a PrivateMapKey of any lifetime can be signed, because it expires in 2106 at the latest.
pub fn private_map_key_times() -> impl Strategy<Value = UnixTime> {
    (0..=u64::from(u32::MAX) - Lifetime::MAX.as_secs()).prop_map(UnixTime::from_secs)
}

/// Rooms with a number or a name.
pub fn rooms() -> impl Strategy<Value = Room> {
    prop_oneof![
        (1_u32..).prop_map(|number| legal(Room::number(number))),
        r"[a-zA-Z0-9 !#$%&()+:;<=.>?@\[\]^_{}|~,-]{1,64}".prop_map(|name| legal(Room::name(&name))),
    ]
}

/// Sets of privileges, also the empty one.
pub fn privileges() -> impl Strategy<Value = Privileges> {
    any::<u8>().prop_map(Privileges::from_bits)
}

fn legal<T, E: Debug>(made: Result<T, E>) -> T {
    made.expect("a strategy makes only valid values")
}
