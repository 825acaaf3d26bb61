//! Builds the known callers.

use std::sync::Arc;

use anyhow::Context;

use crate::access::caller::{Issuer, Server};
use crate::access::credentials::Credentials;
use crate::access::grant::Grant;
use crate::access::issuers::{Issuers, TrustedIssuer};
use crate::access::jwk_set::TokenKeys;
use crate::config::callers::{ApiKeySection, CertificateSection, IssuerSection};
use crate::config::file::File;
use crate::config::redact::redacted;
use crate::secrets::file;
use crate::words::rate::Rate;

/// Many times a JWKS.
const MAX_JWKS_LEN: usize = 256 << 10;

/// Reads the callers and the keys of login services.
pub(crate) fn load(file: &File) -> anyhow::Result<Credentials> {
    let per_caller = file.rates.per_caller;
    let issuers: anyhow::Result<Vec<_>> =
        file.issuers.iter().map(|section| trusted_issuer(section, per_caller)).collect();
    Ok(Credentials {
        api_keys: file.api_keys.iter().map(|section| (section.sha256, api_key(section, per_caller))).collect(),
        certificates: file
            .certificates
            .iter()
            .map(|section| (section.name.clone(), certificate(section, per_caller)))
            .collect(),
        issuers: Issuers::new(issuers?),
    })
}

fn api_key(section: &ApiKeySection, per_caller: Rate) -> Arc<Server> {
    let ApiKeySection { name, sha256: _, scopes, apps, ttl_limit, rate } = section.clone();
    let grant = Grant { scopes, apps, ttl_limit, rate: rate.unwrap_or(per_caller) };
    Arc::new(Server::new(format!("key:{name}"), grant))
}

fn certificate(section: &CertificateSection, per_caller: Rate) -> Arc<Server> {
    let CertificateSection { name, scopes, apps, ttl_limit, rate } = section.clone();
    let grant = Grant { scopes, apps, ttl_limit, rate: rate.unwrap_or(per_caller) };
    Arc::new(Server::new(format!("certificate:{name}"), grant))
}

fn trusted_issuer(section: &IssuerSection, per_caller: Rate) -> anyhow::Result<TrustedIssuer> {
    let context = || redacted(&format!("issuer {}", section.issuer));
    let jwks = file::read_public(&section.jwks, MAX_JWKS_LEN).context("jwks").with_context(context)?;
    let keys = TokenKeys::from_json(&jwks).with_context(context)?;
    let limits = Issuer {
        name: section.issuer.clone(),
        apps: section.apps.clone(),
        ttl_limit: section.ttl_limit,
        rate: section.rate.unwrap_or(per_caller),
    };
    let (audience, rooms_claim) = (section.audience.clone(), section.rooms_claim.clone());
    Ok(TrustedIssuer { limits: Arc::new(limits), audience, keys, rooms_claim })
}
