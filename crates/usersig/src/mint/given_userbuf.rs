//! Signs a userbuf that the caller wrote.

use crate::claims::claims::Claims;
use crate::claims::mac::Fingerprint;
use crate::claims::userbuf::{BadUserBuf, UserBuf, UserBufRoom};
use crate::mint::signed::{PrivateMapKey, Validity};
use crate::mint::signer::Signer;
use crate::words::room::Room;
use crate::words::time::{Lifetime, UnixTime};
use crate::words::user_id::UserId;

impl Signer {
    /// Signs a PrivateMapKey around a userbuf that the caller wrote, as `gen_sig_with_userbuf` of the official Python
    /// signer does. Prefer [`private_map_key`](Self::private_map_key), which writes the userbuf.
    ///
    /// The ticket and the userbuf have an expiry each. The earlier one counts.
    ///
    /// # Errors
    /// When no verifier would accept the userbuf in a ticket of this user and app.
    pub fn private_map_key_with_userbuf(
        &self,
        user_id: &UserId,
        userbuf: &[u8],
        lifetime: Lifetime,
        now: UnixTime,
    ) -> Result<PrivateMapKey, BadUserBuf> {
        let Validity { issued_at, expires_at } = self.validity(lifetime, now);
        let sdk_app_id = self.sdk_app_id();
        let read = UserBuf::read(userbuf)?;
        let claims =
            Claims { identifier: user_id.as_bytes(), sdk_app_id, issued_at, expires_at, userbuf: Some(userbuf) };
        read.check_against(&claims)?;
        // A checked room also bounds the length of the userbuf.
        let room = match read.room {
            UserBufRoom::Name(name) => Room::name(name),
            UserBufRoom::Number(number) => Room::number(number),
        };
        let room = room.map_err(|_| BadUserBuf::Room)?;

        let mut text = String::new();
        let validity = Validity { issued_at, expires_at };
        let mac = self.write(user_id.as_bytes(), validity, Some(userbuf), &mut text);
        let validity = Validity { issued_at, expires_at: expires_at.min(read.expires_at()) };
        let (privileges, fingerprint) = (read.privileges, Fingerprint::of(&mac));
        Ok(PrivateMapKey { text, sdk_app_id, user_id: *user_id, validity, room, privileges, fingerprint })
    }
}
