//! TLS in the process, and callers with client certificates.

use std::net::TcpStream;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, SanType};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::harness::client::{Client, request};
use crate::harness::config::{APP, Folder, KEY, write_secret};
use crate::harness::server::{Server, post};

/// A name of more than 64 bytes, as service meshes make them.
const SERVICE: &str = "spiffe://cluster.example.com/ns/a-namespace-of-a-team/sa/the-chat-backend-of-the-tests";

type Authority = CertifiedIssuer<'static, KeyPair>;

fn new_authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate and its key as PEM.
fn certificate(authority: &Authority, names: &[&str]) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    let name = |name: &&str| {
        let text = (*name).try_into().unwrap();
        if name.contains("://") { SanType::URI(text) } else { SanType::DnsName(text) }
    };
    params.subject_alt_names = names.iter().map(name).collect();
    let certificate = params.signed_by(&key, authority).unwrap();
    (certificate.pem(), key.serialize_pem())
}

fn folder(authority: &Authority) -> Folder {
    let folder = Folder::new();
    let (chain, key) = certificate(authority, &["localhost"]);
    std::fs::write(folder.path("tls.pem"), chain).unwrap();
    write_secret(&folder.path("tls.key"), &key);
    std::fs::write(folder.path("ca.pem"), authority.pem()).unwrap();
    let path = folder.temporary.path().display().to_string();
    let caller = |name: &str| format!("[[certificates]]\nname = \"{name}\"\nscopes = [\"sign\"]\napps = [{APP}]\n");
    folder.with(&format!(
        "[tls]\ncertificate = \"{path}/tls.pem\"\nkey = \"{path}/tls.key\"\nclient_ca = \"{path}/ca.pem\"\n{}{}{}",
        caller("chat.internal"),
        caller("other.internal"),
        caller(SERVICE)
    ))
}

fn connect(
    server: &Server,
    authority: &Authority,
    own: Option<(String, String)>,
) -> Client<StreamOwned<ClientConnection, TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(authority.pem().as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let builder = builder.with_root_certificates(roots);
    let config = match own {
        None => builder.with_no_client_auth(),
        Some((chain, key)) => {
            let chain = vec![CertificateDer::from_pem_slice(chain.as_bytes()).unwrap()];
            builder.with_client_auth_cert(chain, PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap()).unwrap()
        }
    };
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    Client::over(StreamOwned::new(connection, TcpStream::connect(server.api).unwrap()))
}

fn without_bearer() -> Vec<u8> {
    request("POST", "/v1/user-sig", &[("Content-Type", "application/json")], r#"{"user_id":"alice"}"#)
}

#[test]
fn the_name_in_the_certificate_identifies_the_caller() {
    let authority = new_authority();
    let folder = folder(&authority);
    let server = Server::start(&folder);
    let status = |names: &[&str]| {
        let mut client = connect(&server, &authority, Some(certificate(&authority, names)));
        client.ask(&without_bearer()).unwrap().status
    };
    assert_eq!(status(&["chat.internal"]), 200);
    assert_eq!(status(&["unknown.internal"]), 401);
    assert_eq!(status(&["*.internal"]), 401);
    assert_eq!(status(&[SERVICE]), 200);
    assert_eq!(status(&[&SERVICE[..SERVICE.len() - 1]]), 401);
    assert_eq!(status(&["chat.internal", SERVICE]), 401);
    assert_eq!(status(&["chat.internal", "other.internal"]), 401);
    let callers: Vec<_> = folder.audit().iter().map(|line| line["caller"].clone()).collect();
    assert_eq!(callers, ["certificate:chat.internal", format!("certificate:{SERVICE}").as_str()]);
}

#[test]
fn a_certificate_of_another_authority_and_none_at_all_identify_nobody() {
    let (authority, stranger) = (new_authority(), new_authority());
    let server = Server::start(&folder(&authority));
    let mut client = connect(&server, &authority, Some(certificate(&stranger, &["chat.internal"])));
    assert!(client.ask(&without_bearer()).is_err());
    assert_eq!(connect(&server, &authority, None).ask(&without_bearer()).unwrap().status, 401);
    let with_key = post(KEY, "/v1/user-sig", &[], r#"{"user_id":"alice"}"#);
    assert_eq!(connect(&server, &authority, None).ask(&with_key).unwrap().status, 200);
    let mut wrong_key = connect(&server, &authority, Some(certificate(&authority, &["chat.internal"])));
    assert_eq!(wrong_key.ask(&post("usk_wrong", "/v1/user-sig", &[], r#"{"user_id":"alice"}"#)).unwrap().status, 401);
    // Plain HTTP is not understood.
    assert!(server.client().ask(&with_key).is_err());
}

/// SIGHUP, because certificates expire.
#[test]
fn a_reload_replaces_the_certificate_and_a_broken_one_changes_nothing() {
    let (old, new) = (new_authority(), new_authority());
    let folder = folder(&old);
    let server = Server::start(&folder);
    let asked = post(KEY, "/v1/user-sig", &[], r#"{"user_id":"alice"}"#);
    let trusts =
        |authority: &Authority| connect(&server, authority, None).ask(&asked).is_ok_and(|answer| answer.status == 200);
    assert_eq!((trusts(&old), trusts(&new)), (true, false));
    let mut open = connect(&server, &old, None);
    assert_eq!(open.ask(&asked).unwrap().status, 200);

    std::fs::write(folder.path("tls.pem"), "broken").unwrap();
    server.signal(rustix::process::Signal::HUP);
    server.wait_for_log("the configuration is broken, the old values stay in use");
    assert_eq!((trusts(&old), server.metric("usersig_reload_failed")), (true, 1));

    let (chain, key) = certificate(&new, &["localhost"]);
    std::fs::write(folder.path("tls.pem"), chain).unwrap();
    write_secret(&folder.path("tls.key"), &key);
    server.signal(rustix::process::Signal::HUP);
    server.wait_for_log("the configuration was reloaded");
    assert_eq!((trusts(&old), trusts(&new)), (false, true));
    assert_eq!(open.ask(&asked).unwrap().status, 200);
}
