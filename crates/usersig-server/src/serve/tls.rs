//! TLS 1.2 and 1.3 in the process.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use arc_swap::ArcSwap;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection};

use crate::access::certificate::{self, CertificateNames};
use crate::config::sections::Tls;
use crate::secrets::file;

/// The certificate in use. SIGHUP replaces it, because certificates expire.
pub(crate) type LiveTls = Arc<ArcSwap<ServerConfig>>;

/// Many times a certificate chain.
const MAX_FILE_LEN: usize = 1 << 20;

/// Reads the certificate and the key. Client certificates are verified if they are sent; an API key or a login token
/// identifies a caller without one.
pub(crate) fn server_config(tls: &Tls) -> anyhow::Result<Arc<ServerConfig>> {
    let chain = certificates(&tls.certificate).context("tls.certificate")?;
    let key = file::read_secret(&tls.key, MAX_FILE_LEN).context("tls.key cannot be read")?;
    let key = PrivateKeyDer::from_pem_slice(&key).ok().context("tls.key is not a private key as PEM")?;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    let builder = match &tls.client_ca {
        None => builder.with_no_client_auth(),
        Some(path) => {
            let mut roots = RootCertStore::empty();
            for authority in certificates(path).context("tls.client_ca")? {
                roots.add(authority).context("tls.client_ca has a certificate that is not an authority's")?;
            }
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.allow_unauthenticated().build()?)
        }
    };
    let mut config = builder.with_single_cert(chain, key).context("tls.certificate and tls.key do not fit")?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// The certificates of a PEM file, at least one.
pub(crate) fn certificates(path: &Path) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let pem = file::read_public(path, MAX_FILE_LEN).context("the file cannot be read")?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let certificates = certificates.ok().filter(|certificates| !certificates.is_empty());
    certificates.context("the file has no certificate as PEM")
}

/// The names in the client certificate, if one was sent.
pub(crate) fn client_names(connection: &ServerConnection) -> CertificateNames {
    let certificate = connection.peer_certificates().and_then(<[_]>::first);
    CertificateNames(certificate.map(|certificate| certificate::names(certificate)).unwrap_or_default().into())
}
