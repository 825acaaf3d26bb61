//! Finds values of the file that are valid by themselves and contradict each other.

use std::collections::HashSet;

use anyhow::{Context, bail, ensure};
use usersig::SdkAppId;

use crate::access::grant::Scope;
use crate::config::file::File;
use crate::config::redact::redacted;
use crate::config::store_kind::StoreKind;
use crate::store::stamp;

/// The name of an API key is our choice, and each line of the audit repeats it.
const MAX_KEY_NAME_LEN: usize = 64;

/// The longest SPIFFE ID. The name of a certificate has to be the one in the certificate, and a DNS name is shorter.
const MAX_CERTIFICATE_NAME_LEN: usize = 2048;

/// Checks the file.
pub(crate) fn check(file: &File) -> anyhow::Result<()> {
    lifetimes(file).context("lifetimes")?;
    ensure!(
        file.verification.future_tolerance.duration() >= stamp::MAX_AHEAD,
        "verification.future_tolerance is below the {} s by which our own tickets can be ahead of the clock",
        stamp::MAX_AHEAD.as_secs()
    );
    ensure!(
        file.store != StoreKind::Embedded || file.data_dir.is_some(),
        "data_dir is missing, the directory in which the embedded store keeps revocations"
    );
    ensure!(
        file.listen != file.admin_listen || file.listen.port() == 0,
        "listen and admin_listen are the same address"
    );
    ensure!(
        file.certificates.is_empty() || file.tls.as_ref().is_some_and(|tls| tls.client_ca.is_some()),
        "callers with certificates need tls.client_ca"
    );
    let apps: HashSet<SdkAppId> = file.apps.iter().map(|app| app.sdk_app_id).collect();
    ensure!(!apps.is_empty(), "the configuration has no app; add a section [[apps]]");
    ensure!(apps.len() == file.apps.len(), "an app is there twice");
    if let Some(app) = file.default_app.filter(|app| !apps.contains(app)) {
        bail!("default_app {app} has no section [[apps]]");
    }
    callers(file, &apps)
}

fn lifetimes(file: &File) -> anyhow::Result<()> {
    let lifetimes = &file.lifetimes;
    ensure!(lifetimes.default <= lifetimes.limit, "the default is above the limit");
    ensure!(lifetimes.limit <= lifetimes.longest_accepted, "the limit is above longest_accepted");
    Ok(())
}

fn callers(file: &File, apps: &HashSet<SdkAppId>) -> anyhow::Result<()> {
    let keys = file.api_keys.iter().map(|key| (&key.name, MAX_KEY_NAME_LEN, &key.scopes[..], &key.apps));
    let certificates =
        file.certificates.iter().map(|it| (&it.name, MAX_CERTIFICATE_NAME_LEN, &it.scopes[..], &it.apps));
    for (name, max_len, scopes, allowed) in keys.chain(certificates) {
        let context = || redacted(&format!("caller {name}"));
        ensure!((1..=max_len).contains(&name.len()), "{}: the name has 1 to {max_len} bytes", context());
        ensure!(!scopes.is_empty(), "{}: scopes is empty", context());
        let has = |scope| scopes.contains(&scope);
        ensure!(!has(Scope::Admin) || has(Scope::Sign), "{}: the scope admin needs the scope sign", context());
        known(allowed, apps).with_context(context)?;
    }
    for issuer in &file.issuers {
        known(&issuer.apps, apps).with_context(|| redacted(&format!("issuer {}", issuer.issuer)))?;
        ensure!(!issuer.issuer.is_empty() && !issuer.audience.is_empty(), "an issuer needs a name and an audience");
    }
    unique(file.api_keys.iter().map(|key| &key.name)).context("api_keys")?;
    unique(file.certificates.iter().map(|certificate| &certificate.name)).context("certificates")?;
    unique(file.issuers.iter().map(|issuer| &issuer.issuer)).context("issuers")?;
    unique(file.api_keys.iter().map(|key| key.sha256.to_string()).collect::<Vec<_>>().iter()).context("sha256")
}

fn known(allowed: &[SdkAppId], apps: &HashSet<SdkAppId>) -> anyhow::Result<()> {
    ensure!(!allowed.is_empty(), "apps is empty");
    match allowed.iter().find(|app| !apps.contains(app)) {
        Some(app) => bail!("app {app} has no section [[apps]]"),
        None => Ok(()),
    }
}

fn unique<'a>(names: impl Iterator<Item = &'a String>) -> anyhow::Result<()> {
    let mut seen = HashSet::new();
    for name in names {
        ensure!(seen.insert(name), "{} is there twice", redacted(name));
    }
    Ok(())
}
