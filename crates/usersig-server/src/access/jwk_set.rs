//! The public keys of a login service (RFC 7517).

use std::error::Error;
use std::fmt;

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::Value;

/// The keys that can verify a login token.
pub(crate) struct TokenKeys {
    keys: Vec<TokenKey>,
}

/// One public key, and the only algorithm it is used with. A token never chooses the algorithm of a key.
pub(crate) struct TokenKey {
    pub(crate) algorithm: Algorithm,
    pub(crate) key: DecodingKey,
    kid: Option<String>,
}

impl TokenKeys {
    /// Reads a JWKS document.
    pub(crate) fn from_json(bytes: &[u8]) -> Result<Self, InvalidJwkSet> {
        let document: Value = serde_json::from_slice(bytes).map_err(|_| InvalidJwkSet::NotAJwkSet)?;
        refuse_secrets(&document)?;
        let set: JwkSet = serde_json::from_value(document).map_err(|_| InvalidJwkSet::NotAJwkSet)?;
        let keys: Vec<TokenKey> = set.keys.iter().filter_map(token_key).collect();
        if keys.is_empty() {
            return Err(InvalidJwkSet::NoUsableKey);
        }
        Ok(Self { keys })
    }

    /// The key for a token with this algorithm and key id. Without a key id, the only key of the algorithm.
    pub(crate) fn find(&self, algorithm: Algorithm, kid: Option<&str>) -> Option<&TokenKey> {
        let mut found = self
            .keys
            .iter()
            .filter(|key| key.algorithm == algorithm && kid.is_none_or(|kid| key.kid.as_deref() == Some(kid)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

/// A symmetric or private key in the file is a leak, because everybody who can read the file can make tokens.
fn refuse_secrets(document: &Value) -> Result<(), InvalidJwkSet> {
    let keys = document.get("keys").and_then(Value::as_array).ok_or(InvalidJwkSet::NotAJwkSet)?;
    let is_secret = |key: &Value| key.get("d").is_some() || key.get("k").is_some();
    if keys.iter().any(is_secret) { Err(InvalidJwkSet::SecretKey) } else { Ok(()) }
}

/// `None` for a key that is not for signatures, or for another algorithm than RS256, ES256 and `EdDSA`.
fn token_key(jwk: &Jwk) -> Option<TokenKey> {
    if jwk.common.public_key_use.as_ref().is_some_and(|purpose| *purpose != PublicKeyUse::Signature) {
        return None;
    }
    let (algorithm, name) = match &jwk.algorithm {
        AlgorithmParameters::EllipticCurve(curve) if curve.curve == EllipticCurve::P256 => {
            (Algorithm::ES256, KeyAlgorithm::ES256)
        }
        AlgorithmParameters::OctetKeyPair(pair) if pair.curve == EllipticCurve::Ed25519 => {
            (Algorithm::EdDSA, KeyAlgorithm::EdDSA)
        }
        AlgorithmParameters::RSA(_) => (Algorithm::RS256, KeyAlgorithm::RS256),
        _ => return None,
    };
    if jwk.common.key_algorithm.as_ref().is_some_and(|stated| *stated != name) {
        return None;
    }
    Some(TokenKey { algorithm, key: DecodingKey::from_jwk(jwk).ok()?, kid: jwk.common.key_id.clone() })
}

/// Why a JWKS file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvalidJwkSet {
    NoUsableKey,
    NotAJwkSet,
    SecretKey,
}

impl fmt::Display for InvalidJwkSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoUsableKey => "the JWKS has no key for RS256, ES256 (P-256) or EdDSA (Ed25519)",
            Self::NotAJwkSet => "the file is not a JWKS, which is a JSON object with a list `keys`",
            Self::SecretKey => {
                "the JWKS contains a private or symmetric key; replace the leaked key, and list only public keys"
            }
        })
    }
}

impl Error for InvalidJwkSet {}
