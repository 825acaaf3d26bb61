//! The name in a client certificate.

use std::sync::Arc;

use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// The names in the client certificate of a connection. rustls has verified the certificate.
#[derive(Clone, Debug)]
pub(crate) struct CertificateNames(pub(crate) Arc<[String]>);

/// The DNS names and URIs among the alternative names. The common name is not used, because it has no defined form.
///
/// rustls has already verified the chain of the certificate and its times.
pub(crate) fn names(der: &[u8]) -> Vec<String> {
    let Ok((_, certificate)) = X509Certificate::from_der(der) else { return Vec::new() };
    let Ok(Some(alternatives)) = certificate.subject_alternative_name() else { return Vec::new() };
    let name = |name: &GeneralName<'_>| match name {
        GeneralName::DNSName(name) | GeneralName::URI(name) => Some((*name).to_owned()),
        _ => None,
    };
    alternatives.value.general_names.iter().filter_map(name).collect()
}
