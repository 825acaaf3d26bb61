//! The section about Redis.

use std::env;
use std::num::NonZeroU8;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::secrets::file;
use crate::store::redis::address::Address;
use crate::store::redis::settings::{Settings, Topology};

/// The variable with the password, if there is no file.
const PASSWORD_VARIABLE: &str = "USERSIG_SERVER_REDIS_PASSWORD";

/// Many times a password, and many times a bundle of authorities.
const MAX_PASSWORD_LEN: usize = 4096;
const MAX_CA_LEN: usize = 4 << 20;

const MAX_PREFIX_LEN: usize = 32;

/// How to reach Redis and how to use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RedisSection {
    /// Whether one host is a node of a cluster. Several hosts always are.
    pub(crate) cluster: bool,
    /// The beginning of every key. Services with the same prefix share their revocations.
    pub(crate) prefix: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) password_file: Option<PathBuf>,
    /// The authorities of the server's certificate as PEM, for `rediss://`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ca: Option<PathBuf>,
    pub(crate) connections: NonZeroU8,
    /// The replicas of Redis that confirm a revocation before it is answered.
    pub(crate) wait_replicas: u8,
}

impl Default for RedisSection {
    fn default() -> Self {
        Self {
            cluster: false,
            prefix: "usersig".to_owned(),
            username: None,
            password_file: None,
            ca: None,
            connections: NonZeroU8::MIN,
            wait_replicas: 0,
        }
    }
}

impl RedisSection {
    /// Reads the files that the section names.
    pub(crate) fn settings(&self, address: &Address, retention: Duration) -> anyhow::Result<Settings> {
        let is_of_a_prefix = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        ensure!(
            (1..=MAX_PREFIX_LEN).contains(&self.prefix.len()) && self.prefix.bytes().all(is_of_a_prefix),
            "prefix has 1 to {MAX_PREFIX_LEN} letters, digits, dots, hyphens and underscores"
        );
        ensure!(self.ca.is_none() || address.is_tls, "ca needs an address that starts with rediss://");
        let is_cluster = self.cluster || address.nodes.len() > 1;
        ensure!(!is_cluster || address.database == 0, "a cluster has only database 0");
        let ca = self.ca.as_ref().map(|path| file::read_public(path, MAX_CA_LEN)).transpose().context("ca")?;
        Ok(Settings {
            address: address.clone(),
            topology: if is_cluster { Topology::Cluster } else { Topology::Instance },
            prefix: self.prefix.clone(),
            username: self.username.clone(),
            password: self.password()?,
            ca: ca.map(|pem| pem.to_vec()),
            connections: self.connections,
            wait_replicas: self.wait_replicas,
            retention,
        })
    }

    fn password(&self) -> anyhow::Result<Option<Zeroizing<String>>> {
        let text = match (&self.password_file, env::var(PASSWORD_VARIABLE)) {
            (Some(_), Ok(_)) => bail!("the password stands in password_file and in {PASSWORD_VARIABLE}"),
            (Some(path), Err(_)) => {
                let bytes = file::read_secret(path, MAX_PASSWORD_LEN).context("password_file cannot be read")?;
                Zeroizing::new(str::from_utf8(&bytes).context("password_file is not UTF-8 text")?.to_owned())
            }
            (None, Ok(text)) => Zeroizing::new(text),
            (None, Err(_)) => return Ok(None),
        };
        let password = text.trim_end_matches(['\r', '\n']);
        ensure!(!password.is_empty(), "the password of Redis is empty");
        Ok(Some(Zeroizing::new(password.to_owned())))
    }
}
