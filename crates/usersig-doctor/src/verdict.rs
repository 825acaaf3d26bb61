//! The library's own verdict on a ticket. Only this decides whether it is good.

use usersig::{Identifier, Room, SdkAppId, SecretKey, Unverified, UserId, Verifier, VerifyError};

use crate::good::Good;
use crate::hints::{Hints, TicketKind};
use crate::named_key::NamedKey;
use crate::private_map_key;

/// Asks a verifier with each key of the ticket's app, and fills what no hint says from the ticket. Without a key, what
/// could be read is as good as it gets.
///
/// Nothing when there is no user or no room to ask for.
pub(crate) fn verdict(
    text: &str,
    unverified: &Unverified,
    in_doubt: bool,
    hints: &Hints<'_>,
) -> Option<Result<Good, VerifyError>> {
    let now = hints.now.unwrap_or(unverified.issued_at);
    let user_id = Identifier::new(hints.user_id.unwrap_or(&unverified.user_id)).ok()?;
    let app = hints.sdk_app_id.unwrap_or(unverified.sdk_app_id);
    let kind = hints.meant_kind().unwrap_or(match unverified.userbuf {
        Some(_) => TicketKind::PrivateMapKey,
        None => TicketKind::UserSig,
    });
    let good = |signed_by, expires_at| Good { kind, signed_by, expires_at, in_doubt, now: hints.now };
    let mut refusal = None;
    for (named, key) in keys_of(app, hints) {
        let verifier = Verifier::new(app, &key).with_tolerances(hints.tolerances);
        let granted = match kind {
            TicketKind::PrivateMapKey => verifier
                .private_map_key(text, &UserId::try_from(user_id).ok()?, &room(unverified, hints)?, hints.needed, now)
                .map(|granted| granted.expires_at()),
            TicketKind::UserSig => verifier.user_sig(text, &user_id, now).map(|granted| granted.expires_at()),
        };
        match granted {
            Ok(expires_at) => return Some(Ok(good(Some(named.name.to_owned()), expires_at))),
            Err(VerifyError::BadSignature) => _ = refusal.get_or_insert(VerifyError::BadSignature),
            Err(error) => refusal = Some(error),
        }
    }
    Some(refusal.map_or_else(|| Ok(good(None, private_map_key::end_of(unverified))), Err))
}

/// The keys that count for an app and can be used.
pub(crate) fn keys_of<'a>(app: SdkAppId, hints: &'a Hints<'_>) -> impl Iterator<Item = (&'a NamedKey<'a>, SecretKey)> {
    let of_app = hints.keys.iter().filter(move |key| key.sdk_app_id.is_none_or(|of| of == app));
    of_app.filter_map(|key| Some((key, key.secret().ok()?)))
}

/// The room to ask for.
fn room(unverified: &Unverified, hints: &Hints<'_>) -> Option<Room> {
    let own = || private_map_key::room_of(unverified.userbuf.as_ref()?.as_ref().ok()?).ok();
    hints.room.or_else(own)
}
