//! A login service that makes tokens.

use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ED25519, PKCS_RSA_SHA256};
use serde_json::{Value, json};

use crate::harness::config::{APP, Folder};

pub(crate) const ISSUER: &str = "https://login.example.com";
pub(crate) const AUDIENCE: &str = "usersig";

/// A signing key of the login service.
pub(crate) struct LoginKey {
    algorithm: Algorithm,
    key: EncodingKey,
    kid: &'static str,
    public: Value,
}

impl LoginKey {
    pub(crate) fn new(algorithm: Algorithm, kid: &'static str) -> Self {
        let algorithm_of_pair = match algorithm {
            Algorithm::ES256 => &PKCS_ECDSA_P256_SHA256,
            Algorithm::EdDSA => &PKCS_ED25519,
            _ => &PKCS_RSA_SHA256,
        };
        let pair = KeyPair::generate_for(algorithm_of_pair).unwrap();
        let (der, public) = (pair.serialize_der(), pair.public_key_raw());
        let key = match algorithm {
            Algorithm::ES256 => EncodingKey::from_ec_der(&der),
            Algorithm::EdDSA => EncodingKey::from_ed_der(&der),
            // The key inside the PKCS #8 structure, which has a header of 26 bytes for 2048 bits.
            _ => EncodingKey::from_rsa_der(&der[26..]),
        };
        let part = |range: Range<usize>| URL_SAFE_NO_PAD.encode(&public[range]);
        let mut public = match algorithm {
            Algorithm::ES256 => json!({"kty": "EC", "crv": "P-256", "x": part(1..33), "y": part(33..65)}),
            Algorithm::EdDSA => json!({"kty": "OKP", "crv": "Ed25519", "x": part(0..32)}),
            _ => serde_json::to_value(Jwk::from_encoding_key(&key, algorithm).unwrap()).unwrap(),
        };
        public["kid"] = json!(kid);
        Self { algorithm, key, kid, public }
    }

    /// The public key as a JWK.
    pub(crate) fn jwk(&self) -> Value {
        self.public.clone()
    }

    pub(crate) fn token(&self, claims: &Value) -> String {
        self.token_with(&Header { kid: Some(self.kid.to_owned()), ..Header::new(self.algorithm) }, claims)
    }

    pub(crate) fn token_with(&self, header: &Header, claims: &Value) -> String {
        encode(header, claims, &self.key).unwrap()
    }
}

/// Good claims for a user, valid for an hour.
pub(crate) fn claims(subject: &str) -> Value {
    json!({"iss": ISSUER, "aud": AUDIENCE, "sub": subject, "exp": now() + 3600})
}

pub(crate) fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}

/// A configuration that trusts the login service.
pub(crate) fn trusting(keys: &[&LoginKey]) -> Folder {
    let folder = Folder::new();
    let jwks = folder.path("jwks.json");
    let set = json!({"keys": keys.iter().map(|key| key.jwk()).collect::<Vec<_>>()});
    std::fs::write(&jwks, set.to_string()).unwrap();
    folder.with(&format!(
        "[[issuers]]\nissuer = \"{ISSUER}\"\naudience = \"{AUDIENCE}\"\njwks = \"{}\"\napps = [{APP}]\n\
         rooms_claim = \"rooms\"\nttl_limit = \"2h\"\n",
        jwks.display()
    ))
}
