//! The configuration file as it is written. Flags and the environment replace some of its values.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use usersig::SdkAppId;

use crate::config::apps::AppSection;
use crate::config::callers::{ApiKeySection, CertificateSection, IssuerSection};
use crate::config::redis::RedisSection;
use crate::config::sections::{AuditSection, Lifetimes, Limits, Rates, Tls, Verification};
use crate::config::store_kind::StoreKind;

/// The whole file. A member that the service does not know is an error, because it may be a misspelt limit.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// The address of the API.
    #[serde(default = "default_listen")]
    pub(crate) listen: SocketAddr,
    /// The address of `/livez`, `/readyz` and `/metrics`.
    #[serde(default = "default_admin_listen")]
    pub(crate) admin_listen: SocketAddr,
    /// The folder of the embedded store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) data_dir: Option<PathBuf>,
    #[serde(default)]
    pub(crate) store: StoreKind,
    /// The app of a request without `X-Sdk-App-Id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) default_app: Option<SdkAppId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) redis: Option<RedisSection>,
    #[serde(default)]
    pub(crate) lifetimes: Lifetimes,
    #[serde(default)]
    pub(crate) verification: Verification,
    #[serde(default)]
    pub(crate) rates: Rates,
    #[serde(default)]
    pub(crate) limits: Limits,
    #[serde(default)]
    pub(crate) audit: AuditSection,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tls: Option<Tls>,
    #[serde(default)]
    pub(crate) apps: Vec<AppSection>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) api_keys: Vec<ApiKeySection>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) issuers: Vec<IssuerSection>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) certificates: Vec<CertificateSection>,
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

fn default_admin_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8081))
}
