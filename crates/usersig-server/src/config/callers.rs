//! The callers as the file writes them.
//!
//! The sections repeat their common members, because serde cannot both share members and refuse unknown ones.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use usersig::SdkAppId;

use crate::access::api_key::KeyHash;
use crate::access::grant::Scope;
use crate::words::rate::Rate;
use crate::words::span::Span;

/// A business server with an API key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiKeySection {
    pub(crate) name: String,
    pub(crate) sha256: KeyHash,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) apps: Vec<SdkAppId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ttl_limit: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rate: Option<Rate>,
}

/// A business server with a client certificate. The name is a DNS name or URI among the certificate's alternative names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CertificateSection {
    pub(crate) name: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) apps: Vec<SdkAppId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ttl_limit: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rate: Option<Rate>,
}

/// A login service whose JWTs identify end users.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssuerSection {
    /// The `iss` of its tokens.
    pub(crate) issuer: String,
    /// The `aud` of its tokens.
    pub(crate) audience: String,
    /// The file with its public keys.
    pub(crate) jwks: PathBuf,
    pub(crate) apps: Vec<SdkAppId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ttl_limit: Option<Span>,
    /// The rate of each user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rate: Option<Rate>,
    /// The claim with the rooms and privileges of the user. Without it users get no room keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rooms_claim: Option<String>,
}
