//! The vectors, as data.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use usersig::{Privileges, Room, SdkAppId, SecretKey, UnixTime, UserId, Verifier, VerifyError};

/// The lines of a vector file.
pub(crate) fn lines<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")));
    let vectors: Vec<T> = lines.collect();
    assert!(!vectors.is_empty(), "a file without vectors proves nothing");
    vectors
}

/// A ticket some official signer made.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Official {
    pub(crate) r#impl: String,
    pub(crate) sdkappid: u32,
    pub(crate) key: String,
    pub(crate) userid: String,
    pub(crate) expire: u64,
    pub(crate) time: u64,
    pub(crate) roomid: Option<u32>,
    pub(crate) roomstr: Option<String>,
    pub(crate) privilege: Option<u8>,
    pub(crate) ticket: String,
}

pub(crate) fn official() -> Vec<Official> {
    lines(include_str!("../vectors/official.jsonl"))
}

/// Those whose id is a `UserID` and whose room can be asked for.
pub(crate) fn official_genuine() -> Vec<Official> {
    let can_be_asked_for = |ticket: &Official| UserId::new(&ticket.userid).is_ok() && ticket.roomid != Some(0);
    let genuine: Vec<Official> = official().into_iter().filter(can_be_asked_for).collect();
    assert!(genuine.len() > 500, "only {} tickets", genuine.len());
    genuine
}

impl Official {
    pub(crate) fn key(&self) -> SecretKey {
        SecretKey::new(&self.key).unwrap()
    }

    pub(crate) fn user_id(&self) -> UserId {
        UserId::new(&self.userid).unwrap()
    }

    pub(crate) fn verifier(&self) -> Verifier {
        Verifier::new(SdkAppId::new(self.sdkappid).unwrap(), &self.key())
    }

    pub(crate) fn room(&self) -> Option<Room> {
        let by_number = self.roomid.map(|number| Room::number(number).unwrap());
        by_number.or_else(|| self.roomstr.as_ref().map(|name| Room::name(name).unwrap()))
    }

    /// As the kind of ticket it is, with all its privileges needed.
    pub(crate) fn verify(&self, verifier: &Verifier, user_id: &UserId, now: u64) -> Result<(), VerifyError> {
        let now = UnixTime::from_secs(now);
        match self.room() {
            None => user_sig_by_both_paths(verifier, &self.ticket, user_id, now),
            Some(room) => {
                let needed = Privileges::from_bits(self.privilege.unwrap());
                let granted = verifier.private_map_key(&self.ticket, user_id, &room, needed, now)?;
                assert_eq!(granted.privileges(), needed, "{self:?}");
                assert_eq!(granted.room(), &room, "{self:?}");
                Ok(())
            }
        }
    }
}

const TICKET_ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-";

/// Any bytes as the text of a ticket, by an encoder that is not ours.
pub(crate) fn in_ticket_alphabet(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
        for place in 0..4 {
            let symbol = char::from(TICKET_ALPHABET.as_bytes()[bits >> (18 - 6 * place) & 63]);
            text.push(if place <= chunk.len() { symbol } else { '_' });
        }
    }
    text
}

/// A document as the text of a ticket, by a compressor that is not ours.
pub(crate) fn packed(document: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(document).unwrap();
    in_ticket_alphabet(&encoder.finish().unwrap())
}

/// The bytes of a ticket's text, by a decoder that is not ours.
pub(crate) fn from_ticket_alphabet(text: &str) -> Vec<u8> {
    let sextets: Vec<usize> = text.chars().filter_map(|symbol| TICKET_ALPHABET.find(symbol)).collect();
    let bytes = sextets.chunks(4).flat_map(|chunk| {
        let bits = (0..4).fold(0, |bits, at| bits << 6 | chunk.get(at).copied().unwrap_or(0));
        [bits >> 16, bits >> 8, bits].map(|byte| (byte & 0xff).try_into().unwrap()).into_iter().take(chunk.len() - 1)
    });
    bytes.collect()
}

/// The verdict on a UserSig. The path that writes our own tickets again must give the same one as the reader.
pub(crate) fn user_sig_by_both_paths(
    verifier: &Verifier,
    text: &str,
    user_id: &UserId,
    now: UnixTime,
) -> Result<(), VerifyError> {
    let verdict = verifier.user_sig(text, user_id, now);
    #[cfg(feature = "test-util")]
    assert_eq!(verdict, usersig::test_util::user_sig_by_reader(verifier, text, user_id, now), "{text}");
    verdict.map(drop)
}
