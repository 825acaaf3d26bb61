//! Makes claims that can be signed from any bytes.

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use usersig::{
    Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, VerifiedClaims, VerifiedPrivateMapKey,
    Verifier, VerifyError,
};

const ROOM_NAME_CHARACTERS: &[u8] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$%&()+-:;<=.>?@[]^_{}|~,";

#[derive(Debug)]
pub struct Legal {
    pub sdk_app_id: SdkAppId,
    pub user_id: UserId,
    pub now: UnixTime,
    pub lifetime: Lifetime,
    /// Only a PrivateMapKey has it.
    pub room: Option<Room>,
    pub privileges: Privileges,
}

impl<'a> Arbitrary<'a> for Legal {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let (now, lifetime, sdk_app_id): (u64, u32, u32) = input.arbitrary()?;
        let (privileges, kind, number): (u8, u8, u32) = input.arbitrary()?;
        let (id_len, id): (u8, [u8; UserId::MAX_LEN]) = input.arbitrary()?;
        let (name_len, name): (u8, [u8; 64]) = input.arbitrary()?;

        let text = |len: u8, bytes: &[u8], characters: &[u8]| -> String {
            let len = 1 + usize::from(len) % bytes.len();
            bytes[..len].iter().map(|byte| char::from(characters[usize::from(*byte) % characters.len()])).collect()
        };
        let printable: Vec<u8> = (b' '..=b'~').collect();
        let room = match kind % 3 {
            0 => None,
            1 => Some(Room::number(number.max(1))),
            _ => Some(Room::name(&text(name_len, &name, ROOM_NAME_CHARACTERS))),
        };
        // A map key's 32-bit expiry ends in 2106.
        let now = if room.is_some() { now % (u64::from(u32::MAX) - Lifetime::MAX.as_secs()) } else { now };
        Ok(Self {
            sdk_app_id: SdkAppId::new(sdk_app_id.max(1)).expect("it is not 0"),
            user_id: UserId::new(&text(id_len, &id, &printable)).expect("it is printable and not empty"),
            now: UnixTime::from_secs(now),
            lifetime: Lifetime::from_secs(1 + u64::from(lifetime) % Lifetime::MAX.as_secs()).expect("it is in range"),
            room: room.transpose().expect("its characters are documented"),
            privileges: Privileges::from_bits(privileges),
        })
    }
}

impl Legal {
    fn key() -> SecretKey {
        SecretKey::new("a throw-away key of the fuzz targets").expect("it is a key")
    }

    pub fn expires_at(&self) -> UnixTime {
        self.now.saturating_add(self.lifetime.into())
    }

    pub fn sign(&self) -> String {
        let signer = Signer::new(self.sdk_app_id, &Self::key());
        let Some(room) = &self.room else {
            return signer.user_sig(&self.user_id, self.lifetime, self.now).into_string();
        };
        let map_key = signer.private_map_key(&self.user_id, room, self.privileges, self.lifetime, self.now);
        map_key.expect("it ends before 2106").into_string()
    }

    pub fn verifier(&self) -> Verifier {
        Verifier::new(self.sdk_app_id, &Self::key())
    }

    /// Verifies the text as the kind of ticket that these claims make.
    pub fn verify(&self, text: &str) -> Result<Verified, VerifyError> {
        let verifier = self.verifier();
        let Some(room) = &self.room else {
            return verifier.user_sig(text, &self.user_id, self.now).map(Verified::UserSig);
        };
        let verified = verifier.private_map_key(text, &self.user_id, room, Privileges::NONE, self.now);
        verified.map(Verified::PrivateMapKey)
    }
}

/// Verified claims of either kind.
#[derive(Debug, PartialEq)]
pub enum Verified {
    PrivateMapKey(VerifiedPrivateMapKey),
    UserSig(VerifiedClaims),
}
