//! A certificate authority of one day, which signs one certificate.
//!
//! A client that trusts an authority trusts every certificate that it signs. So this one is limited to the service's hosts and
//! this machine, and its key is wiped as soon as the certificate is signed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::PrivateKeyDer;
use tokio_rustls::TlsAcceptor;
use usersig::UnixTime;
use zeroize::Zeroize as _;

use crate::tls::service_hosts;

/// How long the authority and its certificate are valid.
const VALID_FOR: Duration = Duration::from_secs(86_400);

/// How long before the start they become valid, for clients in containers and virtual machines whose clocks are late.
const VALID_BEFORE: Duration = Duration::from_secs(300);

/// The certificate that clients trust, and the acceptor that uses the certificate it signed.
pub(crate) struct Authority {
    pub(crate) pem: String,
    pub(crate) acceptor: TlsAcceptor,
}

impl Authority {
    /// An authority for the service's hosts, this machine and the hosts that the command line allows.
    ///
    /// # Errors
    /// If one of these hosts cannot be in a certificate.
    pub(crate) fn create(allowed_hosts: &[String], now: UnixTime) -> anyhow::Result<Self> {
        let own = own_names(allowed_hosts)?;
        let params = authority_params(&own, now);
        let server = server_params(own, now)?;
        let key = KeyPair::generate()?;
        let mut authority_key = KeyPair::generate()?;
        let certificate = params.self_signed(&authority_key);
        let signed = server.signed_by(&key, &Issuer::from_params(&params, &authority_key));
        authority_key.zeroize();
        let builder = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth();
        let mut config = builder.with_single_cert(vec![signed?.der().clone()], PrivateKeyDer::from(key))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { pem: certificate?.pem(), acceptor: TlsAcceptor::from(Arc::new(config)) })
    }
}

/// The names of this machine, and the allowed hosts without their ports.
fn own_names(allowed_hosts: &[String]) -> anyhow::Result<Vec<String>> {
    let loopback = [Ipv4Addr::LOCALHOST.to_string(), Ipv6Addr::LOCALHOST.to_string(), "localhost".to_owned()];
    let allowed = allowed_hosts.iter().map(|host| {
        let name = without_port(host);
        // An authority that is limited to the empty domain, or to the one above all others, is not limited.
        let is_domain = name.split('.').all(|label| !label.is_empty() && label.bytes().all(is_of_label));
        ensure!(
            is_domain || name.parse::<IpAddr>().is_ok(),
            "--allow-host {host:?}: no certificate can name this host"
        );
        Ok(name.to_owned())
    });
    loopback.into_iter().map(Ok).chain(allowed).collect()
}

const fn is_of_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

fn without_port(host: &str) -> &str {
    // The last colon of an address without brackets is not that of a port.
    if host.parse::<IpAddr>().is_ok() {
        return host;
    }
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
    name.trim_matches(['[', ']'])
}

fn authority_params(own: &[String], now: UnixTime) -> CertificateParams {
    let mut params = valid_for_a_day(CertificateParams::default(), "usersig-emulator, for tests on this machine", now);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let domains = service_hosts::domains();
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: domains.iter().chain(own).map(|name| subtree(name)).collect(),
        excluded_subtrees: Vec::new(),
    });
    params
}

fn server_params(own: Vec<String>, now: UnixTime) -> anyhow::Result<CertificateParams> {
    let names: Vec<String> = own.into_iter().chain(service_hosts::certificate_names()).collect();
    let params = CertificateParams::new(names).context("a host cannot be in a certificate")?;
    let mut params = valid_for_a_day(params, "usersig-emulator", now);
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok(params)
}

fn valid_for_a_day(mut params: CertificateParams, name: &str, now: UnixTime) -> CertificateParams {
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(1970, 1, 1) + Duration::from_secs(now.as_secs()).saturating_sub(VALID_BEFORE);
    params.not_after = params.not_before + VALID_FOR;
    params
}

/// A domain with its subdomains, or exactly one address.
fn subtree(name: &str) -> GeneralSubtree {
    match name.parse() {
        Ok(IpAddr::V4(ip)) => GeneralSubtree::IpAddress(CidrSubnet::V4(ip.octets(), [u8::MAX; 4])),
        Ok(IpAddr::V6(ip)) => GeneralSubtree::IpAddress(CidrSubnet::V6(ip.octets(), [u8::MAX; 16])),
        Err(_) => GeneralSubtree::DnsName(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use super::*;

    /// A certificate that an authority with our limits, whose key was stolen, signs for a name.
    fn stolen(name: &str) -> (String, String) {
        let now = UnixTime::try_from(std::time::SystemTime::now()).unwrap();
        let key = KeyPair::generate().unwrap();
        let params = authority_params(&own_names(&[]).unwrap(), now);
        let server = valid_for_a_day(CertificateParams::new([name.to_owned()]).unwrap(), "server", now);
        let forged = server.signed_by(&KeyPair::generate().unwrap(), &Issuer::from_params(&params, &key)).unwrap();
        (params.self_signed(&key).unwrap().pem(), forged.pem())
    }

    /// The verdict of OpenSSL.
    fn verify(name: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let (authority, certificate) = stolen(name);
        fs::write(folder.path().join("ca.pem"), authority).unwrap();
        fs::write(folder.path().join("server.pem"), certificate).unwrap();
        let mut command = Command::new("openssl");
        let output = command.args(["verify", "-CAfile", "ca.pem", "server.pem"]).current_dir(folder.path()).output();
        let output = output.unwrap();
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    }

    #[test]
    fn a_stolen_key_would_sign_for_no_other_host() {
        for name in ["console.tim.qq.com", "localhost", "127.0.0.1", "w4c.my-imcloud.com"] {
            assert!(verify(name).contains(": OK"), "{name}: {}", verify(name));
        }
        for name in ["example.com", "qq.com", "tim.qq.com", "im.qcloud.com", "10.0.0.1", "127.0.0.2", "8.8.8.8"] {
            assert!(verify(name).contains("permitted subtree violation"), "{name}: {}", verify(name));
        }
    }

    #[test]
    fn a_certificate_is_valid_for_one_day_and_already_five_minutes_before_the_start() {
        let valid = valid_for_a_day(CertificateParams::default(), "server", UnixTime::from_secs(1_700_000_000));
        let start = date_time_ymd(1970, 1, 1) + Duration::from_secs(1_700_000_000);
        assert_eq!((start - valid.not_before).whole_seconds(), 300);
        assert_eq!((valid.not_after - valid.not_before).whole_seconds(), 86_400);
    }

    #[test]
    fn an_allowed_host_is_in_the_certificate_without_its_port() {
        let allowed = ["emulator:8080", "10.0.0.7", "[fd00::1]:80", "fd00::2"].map(str::to_owned);
        let names = own_names(&allowed).unwrap();
        assert_eq!(names[3..], ["emulator", "10.0.0.7", "fd00::1", "fd00::2"]);
    }

    #[test]
    fn a_host_that_would_lift_the_limits_is_refused() {
        for host in ["", ".", ":443", ".example", "example.", "*.example", "a b", "\u{e9}.example"] {
            assert!(own_names(&[host.to_owned()]).is_err(), "{host:?}");
        }
    }
}
