//! Login tokens of end users: JWTs (RFC 7519) of the configured login services.

use std::sync::Arc;

use jsonwebtoken::{Header, Validation, dangerous, decode, decode_header};
use serde::Deserialize;
use serde_json::{Map, Value};
use usersig::{Identifier, UnixTime};

use crate::access::caller::{Issuer, User};
use crate::access::jwk_set::TokenKeys;
use crate::access::room_grant;

/// The login services.
#[derive(Default)]
pub(crate) struct Issuers {
    issuers: Vec<TrustedIssuer>,
}

/// A login service, and how its tokens are verified.
pub(crate) struct TrustedIssuer {
    pub(crate) limits: Arc<Issuer>,
    pub(crate) audience: String,
    pub(crate) keys: TokenKeys,
    pub(crate) rooms_claim: Option<String>,
}

/// The claims that must be there. Numbers of seconds may have a fraction (RFC 7519, section 2).
#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: f64,
    nbf: Option<f64>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Deserialize)]
struct IssuerClaim {
    iss: String,
}

/// The clocks of the login service and of this machine may differ by this many seconds.
const CLOCK_SKEW: f64 = 30.0;

impl Issuers {
    pub(crate) fn new(issuers: Vec<TrustedIssuer>) -> Self {
        Self { issuers }
    }

    /// The user a token names. `None` for every reason, because the caller is told none.
    pub(crate) fn identify(&self, token: &str, now: UnixTime) -> Option<User> {
        let header = decode_header(token).ok()?;
        // Before the signature is verified, only the issuer's name is used, because it determines the keys.
        let named: IssuerClaim = dangerous::insecure_decode_claims(token).ok()?;
        let issuer = self.issuers.iter().find(|issuer| issuer.limits.name == named.iss)?;
        issuer.identify(token, &header, now)
    }

    pub(crate) fn find(&self, issuer: &str) -> Option<&TrustedIssuer> {
        self.issuers.iter().find(|known| known.limits.name == issuer)
    }
}

impl TrustedIssuer {
    fn identify(&self, token: &str, header: &Header, now: UnixTime) -> Option<User> {
        // No extension of JWS is implemented, and a token that needs one must be refused (RFC 7515, 4.1.11).
        if header.crit.is_some() {
            return None;
        }
        let key = self.keys.find(header.alg, header.kid.as_deref())?;
        let mut validation = Validation::new(key.algorithm);
        validation.set_issuer(&[&self.limits.name]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["aud", "exp", "iss", "sub"]);
        // The times are compared below, with the time of the request.
        validation.validate_exp = false;
        let claims = decode::<Claims>(token, &key.key, &validation).ok()?.claims;
        if !is_in_force(&claims, now) {
            return None;
        }
        self.user(&claims.sub, &claims.others)
    }

    /// The user of verified claims. `None` if the subject cannot be the name in a ticket.
    pub(crate) fn user(&self, subject: &str, claims: &Map<String, Value>) -> Option<User> {
        let rooms = self.rooms_claim.as_ref().and_then(|name| claims.get(name)).and_then(room_grant::read);
        let identifier = Identifier::new(subject).ok()?;
        Some(User { issuer: Arc::clone(&self.limits), identifier, rooms: rooms.unwrap_or_default() })
    }
}

fn is_in_force(claims: &Claims, now: UnixTime) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a time of today has 31 bits")]
    let now = now.as_secs() as f64;
    claims.exp.is_finite() && now < claims.exp + CLOCK_SKEW && claims.nbf.is_none_or(|from| from - CLOCK_SKEW <= now)
}
