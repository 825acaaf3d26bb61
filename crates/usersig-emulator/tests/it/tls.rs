//! Clients that accept only TLS, and the proxy for clients with hard-coded hosts.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::json;

use crate::harness::emulator::{Emulator, PATIENCE};
use crate::harness::raw::{exchange, status};

/// The certificate that clients of this emulator trust.
fn ca_file(emulator: &Emulator) -> &str {
    emulator.ready["ca_file"].as_str().unwrap()
}

fn proxy(emulator: &Emulator) -> SocketAddr {
    emulator.ready["proxy"].as_str().unwrap().strip_prefix("http://").unwrap().parse().unwrap()
}

/// A client that trusts the certificate of this emulator for this host.
fn client(stream: TcpStream, emulator: &Emulator, name: &str) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(ca_file(emulator)).unwrap()).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots);
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let connection = ClientConnection::new(Arc::new(builder.with_no_client_auth()), name).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    StreamOwned::new(connection, stream)
}

/// The answer to a request over TLS on this connection, or the error of the handshake.
fn over_tls(stream: TcpStream, emulator: &Emulator, name: &str, request: &str) -> Result<String, String> {
    let mut stream = client(stream, emulator, name);
    stream.write_all(request.as_bytes()).map_err(|error| error.to_string())?;
    let mut answer = String::new();
    // The emulator may close without a closing message of TLS.
    drop(stream.read_to_string(&mut answer));
    Ok(answer)
}

fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n")
}

/// A tunnel to the host.
fn tunnel(emulator: &Emulator, host: &str) -> TcpStream {
    let mut stream = TcpStream::connect(proxy(emulator)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        answer.push(byte[0]);
    }
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&answer));
    stream
}

fn openssl(arguments: &[&str]) -> (bool, String) {
    let output = Command::new("openssl").args(arguments).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn over_tls_the_emulator_is_the_same_and_refuses_the_same_strangers() {
    let emulator = Emulator::with(&["--tls"]);
    for (member, start) in [("gateway", "wss://127.0.0.1:"), ("control", "https://127.0.0.1:")] {
        assert!(emulator.ready[member].as_str().unwrap().starts_with(start), "{member}");
    }
    let ask = |name: &str, request: String| {
        over_tls(TcpStream::connect(emulator.address).unwrap(), &emulator, name, &request)
    };
    for name in ["localhost", "127.0.0.1"] {
        assert_eq!(status(&ask(name, get("/emulator/v1/clock", "Host: localhost")).unwrap()), 200);
    }
    for (headers, expected) in [
        ("Host: evil.example", 421),
        ("Host: console.tim.qq.com", 421),
        ("Host: localhost\r\nOrigin: https://evil.example", 403),
    ] {
        let answer = ask("localhost", get("/emulator/v1/clock", headers)).unwrap();
        assert_eq!(status(&answer), expected, "{headers}");
        assert!(answer.to_lowercase().contains("\r\nx-usersig-emulator: "));
    }
    assert!(ask("example.com", get("/readyz", "Host: localhost")).is_err());
    // A client that speaks HTTP gets no answer of the routes.
    assert!(!exchange(emulator.address, &get("/readyz", "Host: localhost")).contains("ready"));
}

#[test]
fn a_tunnel_ends_at_the_emulator_and_has_no_control_plane() {
    let emulator = Emulator::with(&["--proxy"]);
    assert!(emulator.ready["gateway"].as_str().unwrap().starts_with("ws://"), "only the tunnels speak TLS");
    let host = "adminapisgp.im.qcloud.com";
    let ask = |headers: &str, path: &str| {
        status(&over_tls(tunnel(&emulator, host), &emulator, host, &get(path, headers)).unwrap())
    };
    assert_eq!(ask(&format!("Host: {host}"), "/readyz"), 200);
    assert_eq!(ask("Host: evil.example", "/readyz"), 421);
    for headers in [format!("Host: {host}"), "Host: localhost".to_owned()] {
        assert_eq!(ask(&headers, "/emulator/v1/clock"), 404, "{headers}");
    }
    assert!(over_tls(tunnel(&emulator, host), &emulator, "example.com", &get("/readyz", "Host: x")).is_err());
}

#[test]
fn a_page_opens_its_link_over_tls_and_through_the_proxy() {
    let emulator = Emulator::with(&["--tls", "--proxy"]);
    let host = "w4c.my-imcloud.com";
    for (stream, name) in
        [(TcpStream::connect(emulator.address).unwrap(), "localhost"), (tunnel(&emulator, host), host)]
    {
        let url = format!("wss://{name}/binfo?sdkappid=1400000000&instanceid={name}&random=0.5&platform=7");
        let (mut socket, _) = tungstenite::client(url, client(stream, &emulator, name)).unwrap();
        socket.send(tungstenite::Message::Ping(Vec::new().into())).unwrap();
        assert!(socket.read().unwrap().is_pong());
    }
}

#[test]
fn the_proxy_opens_no_other_tunnel_and_says_why() {
    let emulator = Emulator::with(&["--proxy"]);
    assert!(proxy(&emulator).ip().is_loopback());
    let own = format!("{}", emulator.address);
    for target in ["example.com:443", "console.tim.qq.com:80", "127.0.0.1:443", &own, "me:password@example.org:443"] {
        let answer = exchange(
            proxy(&emulator),
            &format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\nConnection: close\r\n\r\n"),
        );
        assert_eq!(status(&answer), 403, "{target}");
        assert!(answer.contains("CONNECT names"), "{answer}");
    }
    let plain = exchange(proxy(&emulator), &get("http://console.tim.qq.com/readyz", "Host: console.tim.qq.com"));
    assert_eq!(status(&plain), 405);
    assert!(plain.contains("set HTTPS_PROXY"), "{plain}");

    let journal = emulator.get("/emulator/v1/journal");
    let entries = journal["entries"].as_array().unwrap().iter();
    let told: Vec<_> = entries.map(|entry| json!([entry["reason"], entry["value"]])).collect();
    let hosts = ["example.com:443", "console.tim.qq.com:80", "127.0.0.1:443", &own, "example.org:443"];
    let expected = hosts.map(|host| json!(["connect_host", host])).into_iter();
    assert!(expected.chain([json!(["proxied_http", "console.tim.qq.com"])]).eq(told), "{journal}");
    assert!(!journal.to_string().contains("password"), "{journal}");
}

#[test]
fn a_client_that_does_not_finish_its_handshake_is_disconnected() {
    let emulator = Emulator::with(&["--tls", "--proxy"]);
    let start = Instant::now();
    for mut stream in [TcpStream::connect(emulator.address).unwrap(), tunnel(&emulator, "console.tim.qq.com")] {
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        assert_eq!(stream.read(&mut [0; 16]).unwrap(), 0);
    }
    assert!(start.elapsed() < Duration::from_secs(15));
}

#[test]
fn only_the_certificate_is_on_the_disk_and_it_is_valid_for_one_day_and_these_hosts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    let emulator = Emulator::with(&["--proxy", "--ca-file", path.to_str().unwrap()]);
    assert_eq!(ca_file(&emulator), path.to_str().unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let pem = fs::read_to_string(&path).unwrap();
    assert_eq!((pem.matches("-----BEGIN ").count(), pem.matches("-----BEGIN CERTIFICATE-----").count()), (1, 1));

    let certificate = path.to_str().unwrap();
    let (_, text) = openssl(&["x509", "-in", certificate, "-noout", "-text"]);
    assert!(text.contains("X509v3 Name Constraints: critical"), "{text}");
    assert!(text.contains("CA:TRUE, pathlen:0"), "{text}");
    for name in ["DNS:console.tim.qq.com", "DNS:adminapisgp.im.qcloud.com", "IP:127.0.0.1/255.255.255.255"] {
        assert!(text.contains(name), "{text}");
    }
    // It expires within 24 hours, and not within 23.
    assert!(!openssl(&["x509", "-in", certificate, "-noout", "-checkend", "86400"]).0);
    assert!(openssl(&["x509", "-in", certificate, "-noout", "-checkend", "82800"]).0);
    emulator.stop();
    assert!(path.exists(), "a file that the caller named stays");
}

#[test]
fn a_certificate_file_that_cannot_be_written_is_named() {
    let error = Emulator::refusal(&["--tls", "--ca-file", "/nowhere/ca.pem"]);
    assert!(error.contains("cannot write the certificate to /nowhere/ca.pem"), "{error}");
    let error = Emulator::refusal(&["--tls", "--allow-host", "bad host é"]);
    assert!(error.contains("--allow-host"), "{error}");
}
