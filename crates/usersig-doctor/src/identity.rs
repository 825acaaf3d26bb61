//! Whose ticket it is, for which app, and of which kind.

use usersig::{Identifier, UserId};

use crate::claims::Claims;
use crate::fault::{IdentityFault, Whose};
use crate::hints::{Hints, TicketKind};
use crate::look_alike::difference;

/// The faults of the app, the user and the kind. Whose key signed the ticket is known already.
pub(crate) fn check(claims: &Claims, hints: &Hints<'_>, signed_by: Option<String>) -> Vec<IdentityFault> {
    let app = wrong_app(claims, hints, signed_by);
    let user = claims.identifier.as_deref().map(|named| user(named, hints)).unwrap_or_default();
    app.into_iter().chain(user).chain(kind(claims, hints)).collect()
}

/// The faults of the id that is asked for, whatever the ticket says.
pub(crate) fn check_asked(hints: &Hints<'_>) -> Option<IdentityFault> {
    hints.user_id.and_then(|asked| invalid(Whose::Asked, asked, hints))
}

fn wrong_app(claims: &Claims, hints: &Hints<'_>, signed_by: Option<String>) -> Option<IdentityFault> {
    let (asked, named) = (hints.sdk_app_id?, claims.sdk_app_id.as_ref()?.value);
    (u64::from(asked.number()) != named).then_some(IdentityFault::WrongSdkAppId { asked, named, signed_by })
}

fn user(named: &str, hints: &Hints<'_>) -> Vec<IdentityFault> {
    let mut faults = Vec::new();
    if let Some(asked) = hints.user_id.filter(|asked| *asked != named) {
        let difference = difference(asked, named);
        faults.push(IdentityFault::WrongUserId { asked: asked.to_owned(), named: named.to_owned(), difference });
    }
    faults.extend(invalid(Whose::Ticket, named, hints).filter(|_| hints.user_id != Some(named)));
    faults.extend(unadvised(named));
    faults
}

/// Of a PrivateMapKey the id must be one of TRTC. A UserSig may have a longer one, for other services.
fn invalid(whose: Whose, user_id: &str, hints: &Hints<'_>) -> Option<IdentityFault> {
    let reason = UserId::new(user_id).err()?;
    let is_identifier = Identifier::new(user_id).is_ok() && hints.meant_kind() != Some(TicketKind::PrivateMapKey);
    Some(if is_identifier {
        IdentityFault::LongIdentifier { characters: user_id.len() }
    } else {
        IdentityFault::InvalidUserId { whose, user_id: user_id.to_owned(), reason }
    })
}

fn unadvised(user_id: &str) -> Option<IdentityFault> {
    UserId::new(user_id).ok().filter(|id| !id.uses_advised_alphabet())?;
    let character = user_id.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'))?;
    Some(IdentityFault::UnadvisedUserId { user_id: user_id.to_owned(), character })
}

fn kind(claims: &Claims, hints: &Hints<'_>) -> Option<IdentityFault> {
    match (hints.meant_kind()?, &claims.userbuf) {
        (TicketKind::UserSig, Some(_)) => Some(IdentityFault::NotAUserSig),
        (TicketKind::PrivateMapKey, None) => Some(IdentityFault::NotAPrivateMapKey),
        (TicketKind::UserSig, None) | (TicketKind::PrivateMapKey, Some(_)) => None,
    }
}
