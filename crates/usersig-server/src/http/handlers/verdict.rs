//! Verdicts as answers.

use usersig::{ErrorCode, Identifier, Refusal, VerifiedClaims, VerifiedPrivateMapKey, VerifyError};

use crate::http::answers::{RefusedTicket, ValidMapKey, ValidTicket};

/// The refusal of a ticket, as the answer states it.
pub(crate) fn refused(error: VerifyError) -> RefusedTicket {
    let Refusal { code, name, cause, message, advice, .. } = Refusal::from(error);
    RefusedTicket { valid: false, code: code.number(), constant: name, cause: cause.as_str(), message, advice }
}

/// Too many tickets of the user were refused within the window. The reason of this refusal is withheld.
pub(crate) fn too_many() -> RefusedTicket {
    let code = ErrorCode::FREQ_LIMIT;
    RefusedTicket {
        valid: false,
        code: code.number(),
        constant: code.name(),
        cause: "too_many_failures",
        message: "too many tickets of this user were refused".to_owned(),
        advice: "Wait a minute before you try again, and find out who sends wrong tickets for this user.",
    }
}

pub(crate) fn user_sig(claims: &VerifiedClaims<Identifier>) -> ValidTicket {
    ValidTicket {
        valid: true,
        sdk_app_id: claims.sdk_app_id(),
        user_id: *claims.user_id(),
        issued_at: claims.issued_at(),
        expires_at: claims.expires_at(),
        fingerprint: claims.fingerprint(),
        revocations: None,
        map_key: None,
    }
}

pub(crate) fn map_key(claims: &VerifiedPrivateMapKey) -> ValidTicket {
    ValidTicket {
        valid: true,
        sdk_app_id: claims.sdk_app_id(),
        user_id: Identifier::from(*claims.user_id()),
        issued_at: claims.issued_at(),
        expires_at: claims.expires_at(),
        fingerprint: claims.fingerprint(),
        revocations: None,
        map_key: Some(ValidMapKey { room: *claims.room(), privileges: claims.privileges().names().collect() }),
    }
}
