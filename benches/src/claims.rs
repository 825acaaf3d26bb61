//! Claims and tickets the figures are taken with. The keys are throw-away ones.

use crate::random::Random;
use serde::Deserialize;
use usersig::{Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier};

/// The app.
pub const APP: u32 = 1_400_000_000;
/// Its key.
pub const KEY: &str = "5bd1c0f2e86a4d7790b3a1c4e2f60897d5b8a3916c7e4f20b1d98a6e35c70f42";
/// When tickets are issued.
pub const ISSUED_AT: u64 = 1_795_382_932;
/// How long they are good: a week, in seconds.
pub const LIFETIME: u64 = 604_800;

/// The signer of every bench.
pub fn signer() -> Signer {
    Signer::new(app(), &key())
}

/// The verifier of every bench.
pub fn verifier() -> Verifier {
    Verifier::new(app(), &key())
}

/// [`ISSUED_AT`].
pub fn now() -> UnixTime {
    UnixTime::from_secs(ISSUED_AT)
}

/// [`LIFETIME`].
pub fn lifetime() -> Lifetime {
    Lifetime::from_secs(LIFETIME).expect("a week is a lifetime")
}

/// [`APP`].
pub fn app() -> SdkAppId {
    SdkAppId::new(APP).expect("the app is not 0")
}

fn key() -> SecretKey {
    SecretKey::new(KEY).expect("the key is hex")
}

/// `user_` and eight digits, `count` times.
pub fn numbered_users(count: usize) -> Vec<UserId> {
    let mut random = Random::new(1);
    let ids = (0..count).map(|_| format!("user_{:08}", random.below(100_000_000)));
    ids.map(|id| UserId::new(&id).expect("13 characters")).collect()
}

/// The same without any twice, in no order, for up to a hundred million.
pub fn distinct_users(count: usize) -> impl Iterator<Item = UserId> {
    // The factor has no divisor in common with a power of ten, so that no number comes twice.
    let ids = (0..count).map(|index| format!("user_{:08}", index * 48_271_237 % 100_000_000));
    ids.map(|id| UserId::new(&id).expect("13 characters"))
}

/// 1 to 32 characters of the documented alphabet, all equally likely, `count` times.
pub fn random_users(count: usize) -> Vec<UserId> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    let mut random = Random::new(2);
    let mut id = || -> String {
        let len = 1 + random.below(32);
        (0..len).map(|_| char::from(ALPHABET[random.below(64)])).collect()
    };
    (0..count).map(|_| UserId::new(&id()).expect("characters of the documented alphabet")).collect()
}

/// A genuine ticket of an official signer, and all that is needed to judge it.
#[derive(Debug)]
pub struct Official {
    /// The name of the signer.
    pub signer: String,
    /// The text.
    pub text: String,
    /// Whose it is.
    pub user_id: UserId,
    /// The room of a map key.
    pub room: Option<Room>,
    /// When it was issued.
    pub issued_at: UnixTime,
    /// How long it is good, in seconds.
    pub lifetime: u64,
    /// Judges it.
    pub verifier: Verifier,
    /// The key that signed it, for the floor.
    pub key: String,
}

#[derive(Deserialize)]
struct Line {
    r#impl: String,
    sdkappid: u32,
    key: String,
    userid: String,
    expire: u64,
    time: u64,
    roomid: Option<u32>,
    roomstr: Option<String>,
    ticket: String,
}

/// Every ticket of the official signers whose user and room can be asked for.
pub fn official() -> Vec<Official> {
    let lines = include_str!("../../crates/usersig/tests/vectors/official.jsonl").lines();
    lines.filter_map(|line| official_of(serde_json::from_str(line).expect("a line is a vector"))).collect()
}

fn official_of(line: Line) -> Option<Official> {
    let by_number = line.roomid.map(Room::number).transpose().ok()?;
    let by_name = line.roomstr.as_deref().map(Room::name).transpose().ok()?;
    let key = SecretKey::new(&line.key).ok()?;
    Some(Official {
        signer: line.r#impl,
        text: line.ticket,
        user_id: UserId::new(&line.userid).ok()?,
        room: by_number.or(by_name),
        issued_at: UnixTime::from_secs(line.time),
        lifetime: line.expire,
        verifier: Verifier::new(SdkAppId::new(line.sdkappid).ok()?, &key),
        key: line.key,
    })
}

impl Official {
    /// Whether it is let in, as it must be.
    pub fn is_good(&self) -> bool {
        let Self { text, user_id, verifier, issued_at, .. } = self;
        match &self.room {
            None => verifier.user_sig(text, user_id, *issued_at).is_ok(),
            Some(room) => verifier.private_map_key(text, user_id, room, Privileges::NONE, *issued_at).is_ok(),
        }
    }
}
