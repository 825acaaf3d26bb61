//! A ticket of each kind that a test wants, and the making of them.

use super::specimen::{Asked, Specimen};
use crate::bytes::base64;
use crate::claims::claims::Claims;
use crate::codes::cause::Cause;
use crate::mint::signer::Signer;
use crate::signing::mac_key::MacKey;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::{Lifetime, UnixTime};
use crate::words::user_id::UserId;

/// Tickets for one user of the sample app, to be judged at `now` by [`verifier`](super::verifier): good ones, which
/// live an hour but for `expiring`, and for each way to be refused one.
///
/// | Name | What it is | Expected |
/// |---|---|---|
/// | `good`, `map_key` | as they should be | good |
/// | `expiring` | ends `expiring_in` later | good |
/// | `stored` | in a zlib stream that does not compress | good |
/// | `empty` | no text | `Empty` |
/// | `cut_off`, `bent` | the first half; one character is another | `BadZlib` |
/// | `not_compressed` | without the zlib step | `BadZlib` |
/// | `wrong_app`, `wrong_key`, `wrong_user` | another's | `WrongSdkAppId`, `BadSignature`, `WrongUserId` |
/// | `expired` | its time is over | `Expired` |
/// | `future` | issued in an hour | `NotYetValid` |
/// | `map_key_as_user_sig`, `user_sig_as_map_key` | the other kind | `NotAUserSig`, `NotAPrivateMapKey` |
/// | `map_key_without_create` and seven more | lacks the right that is needed | `MissingPrivilege` |
///
/// ```
/// use usersig::test_util::{specimens, verifier};
/// use usersig::{Lifetime, UnixTime, UserId};
///
/// let (alice, now) = (UserId::new("alice")?, UnixTime::from_secs(1_700_000_000));
/// for specimen in specimens(&alice, Lifetime::from_secs(60)?, now) {
///     let judged = specimen.judge(&verifier(), &alice, now);
///     assert_eq!(judged.map_err(|refused| refused.cause()), specimen.expected);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// When `now` is so soon after 1970 that nothing can have expired, or so near the end of map keys in 2106 that none can
/// be signed for an hour.
#[must_use]
pub fn specimens(user_id: &UserId, expiring_in: Lifetime, now: UnixTime) -> Vec<Specimen> {
    let hour = Lifetime::HOUR.as_secs();
    let possible = hour + 1..=u64::from(u32::MAX) - hour;
    assert!(possible.contains(&now.as_secs()), "specimens can be made at {possible:?}, not at {}", now.as_secs());
    let maker = Maker { signer: super::signer(), user_id: *user_id, now };
    let mut all = maker.in_time(expiring_in);
    all.extend(maker.foreign());
    all.extend(maker.on_its_way());
    all.extend(maker.map_keys());
    all
}

struct Maker {
    signer: Signer,
    user_id: UserId,
    now: UnixTime,
}

impl Maker {
    fn user_sig(&self, signer: &Signer, user_id: &UserId) -> String {
        signer.user_sig(user_id, Lifetime::HOUR, self.now).into_string()
    }

    fn ends(&self) -> UnixTime {
        self.now.saturating_add(Lifetime::HOUR.into())
    }

    fn in_time(&self, expiring_in: Lifetime) -> Vec<Specimen> {
        let sign = |lifetime, now| self.signer.user_sig(&self.user_id, lifetime, now).into_string();
        // It ended a second ago.
        let expired = sign(Lifetime::HOUR, UnixTime::from_secs(self.now.as_secs() - Lifetime::HOUR.as_secs() - 1));
        vec![
            login("good", sign(Lifetime::HOUR, self.now), Ok(self.ends())),
            login("expiring", sign(expiring_in, self.now), Ok(self.now.saturating_add(expiring_in.into()))),
            login("expired", expired, Err(Cause::Expired)),
            login("future", sign(Lifetime::HOUR, self.ends()), Err(Cause::NotYetValid)),
        ]
    }

    fn foreign(&self) -> Vec<Specimen> {
        let other_id = if self.user_id.as_str() == "somebody" { "else" } else { "somebody" };
        let other_id = UserId::new(other_id).expect("both are ids");
        let other_app = SdkAppId::new(super::SDK_APP_ID.number() + 1).expect("it is not 0");
        let other_key = SecretKey::new("a throw-away key that is not the sample app's").expect("it is a key");
        let (of_app, by_key) =
            (Signer::new(other_app, &super::secret_key()), Signer::new(self.signer.sdk_app_id(), &other_key));
        vec![
            login("wrong_user", self.user_sig(&self.signer, &other_id), Err(Cause::WrongUserId)),
            login("wrong_app", self.user_sig(&of_app, &self.user_id), Err(Cause::WrongSdkAppId)),
            login("wrong_key", self.user_sig(&by_key, &self.user_id), Err(Cause::BadSignature)),
        ]
    }

    fn on_its_way(&self) -> Vec<Specimen> {
        let good = self.user_sig(&self.signer, &self.user_id);
        // Whole groups of four, so that it is still base64.
        let half = good.len() / 8 * 4;
        // In the last group is the checksum, so that every reader reads all the rest and then refuses it.
        let (head, last) = good.split_at(good.len() - 4);
        let bent = [head, if last.starts_with('A') { "B" } else { "A" }, &last[1..]].concat();
        let document = self.document();
        vec![
            login("empty", String::new(), Err(Cause::Empty)),
            login("cut_off", good[..half].to_owned(), Err(Cause::BadZlib)),
            login("bent", bent, Err(Cause::BadZlib)),
            login("not_compressed", as_ticket(document.as_bytes()), Err(Cause::BadZlib)),
            login("stored", as_ticket(&stored(document.as_bytes())), Ok(self.ends())),
        ]
    }

    fn map_keys(&self) -> Vec<Specimen> {
        let room = Room::name("fixture").expect("this is a room");
        let sign = |rights| {
            let signed = self.signer.private_map_key(&self.user_id, &room, rights, Lifetime::HOUR, self.now);
            signed.expect("it ends before 2106 does").into_string()
        };
        let of_room = |needed, specimen| Specimen { asked: Asked::PrivateMapKey { room, needed }, ..specimen };
        let lacking = Privileges::ALL.names().map(|name| {
            let needed = name.parse().expect("each right has a name");
            let ticket = sign(Privileges::ALL.without(needed));
            let name = format!("map_key_without_{}", name.replace('-', "_"));
            of_room(needed, login(&name, ticket, Err(Cause::MissingPrivilege)))
        });
        let (all, good) = (sign(Privileges::ALL), self.user_sig(&self.signer, &self.user_id));
        let mut map_keys = vec![
            of_room(Privileges::ALL, login("map_key", all.clone(), Ok(self.ends()))),
            login("map_key_as_user_sig", all, Err(Cause::NotAUserSig)),
            of_room(Privileges::NONE, login("user_sig_as_map_key", good, Err(Cause::NotAPrivateMapKey))),
        ];
        map_keys.extend(lacking);
        map_keys
    }

    /// What is in the good ticket.
    fn document(&self) -> String {
        let (identifier, sdk_app_id) = (self.user_id.as_bytes(), self.signer.sdk_app_id());
        let claims = Claims { identifier, sdk_app_id, issued_at: self.now, expires_at: self.ends(), userbuf: None };
        let sig = base64::encode_mac(&MacKey::new(&super::secret_key()).sign(&claims));
        let escaped = self.user_id.as_str().replace('\\', "\\\\").replace('"', "\\\"");
        format!(
            r#"{{"TLS.ver":"2.0","TLS.identifier":"{escaped}","TLS.sdkappid":{sdk_app_id},"TLS.expire":{},"TLS.time":{},"TLS.sig":"{}"}}"#,
            claims.lifetime_secs(),
            self.now.as_secs(),
            sig.escape_ascii(),
        )
    }
}

fn login(name: &str, ticket: String, expected: Result<UnixTime, Cause>) -> Specimen {
    Specimen { name: name.to_owned(), ticket, asked: Asked::UserSig, expected }
}

/// RFC 1950 around one stored block of RFC 1951.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let len = u16::try_from(bytes.len()).expect("a document has a few hundred bytes");
    let checksum = simd_adler32::adler32(&bytes).to_be_bytes();
    [&[0x78, 0x01, 1], &len.to_le_bytes()[..], &(!len).to_le_bytes(), bytes, &checksum].concat()
}

fn as_ticket(bytes: &[u8]) -> String {
    let mut text = String::new();
    base64::encode_ticket(bytes, bytes.len(), &mut text);
    text
}
