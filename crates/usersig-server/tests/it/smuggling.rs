//! Requests that two readers could understand differently.

use crate::harness::client::Client;
use crate::harness::config::{Folder, KEY};
use crate::harness::server::{Server, head, is_alive, post};

/// H12
#[test]
fn http_2_is_not_spoken() {
    let server = Server::start(&Folder::new());
    let mut client = server.client();
    client.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00").unwrap();
    assert!(client.read().is_ok_and(|answer| answer.status >= 400) || client.is_closed());
    let upgrade = head(
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: 0\r\n",
    );
    assert_eq!(server.client().ask(&upgrade).unwrap().status, 400);
}

/// H13
#[test]
fn two_lengths_and_malformed_headers_are_refused_and_nothing_is_smuggled() {
    let server = Server::start(&Folder::new());
    let smuggled = "0\r\n\r\nPOST /v1/user-sig HTTP/1.1\r\nHost: evil\r\n\r\n";
    let body = r#"{"user_id":"alice"}"#;
    for (headers, rest) in [
        (format!("Content-Length: {}\r\nTransfer-Encoding: chunked\r\n", smuggled.len()), smuggled),
        (format!("Transfer-Encoding: chunked\r\nContent-Length: {}\r\n", smuggled.len()), smuggled),
        ("Transfer-Encoding: chunked, identity\r\n".to_owned(), smuggled),
        ("Transfer-Encoding: identity\r\nContent-Length: 5\r\n".to_owned(), "hello"),
        ("Transfer-Encoding: xchunked\r\n".to_owned(), smuggled),
        ("Content-Length: 19\r\nContent-Length: 20\r\n".to_owned(), body),
        ("Content-Length: +19\r\n".to_owned(), body),
        ("Content-Length: 0x13\r\n".to_owned(), body),
        ("Content-Length : 19\r\n".to_owned(), body),
        (" Content-Length: 19\r\n".to_owned(), body),
        ("X-A: b\r\n folded\r\nContent-Length: 19\r\n".to_owned(), body),
        ("X-A: b\0c\r\nContent-Length: 19\r\n".to_owned(), body),
        ("X-A: b\rc\r\nContent-Length: 19\r\n".to_owned(), body),
        ("X\u{1}A: b\r\nContent-Length: 19\r\n".to_owned(), body),
    ] {
        let mut client = server.client();
        client.send(&[head(&headers), rest.as_bytes().to_vec()].concat()).unwrap();
        match client.read() {
            Ok(answer) => assert_eq!(answer.status, 400, "{headers:?}"),
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof, "{headers:?}"),
        }
        assert!(client.is_closed(), "{headers:?}");
    }
    assert!(is_alive(&server));
}

/// H13. With two lengths the chunks decide (RFC 9112, 6.3). The connection then ends, so nothing can follow.
#[test]
fn after_a_request_with_two_lengths_the_connection_ends() {
    let server = Server::start(&Folder::new());
    let body = r#"{"user_id":"alice"}"#;
    let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let next = post(KEY, "/v1/user-sig", &[], r#"{"user_id":"smuggled"}"#);
    for order in
        ["Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"]
    {
        let mut client = server.client();
        client.send(&[head(order), chunked.as_bytes().to_vec(), next.clone()].concat()).unwrap();
        assert_eq!(client.read().unwrap().json()["user_id"], "alice");
        assert!(client.is_closed(), "{order}");
    }
}

/// H13. RFC 9112, 2.2 lets a server accept LF without CR. Nothing more is read from such a request than from another one.
#[test]
fn lines_that_end_with_a_bare_line_feed_are_one_request_that_needs_credentials() {
    let server = Server::start(&Folder::new());
    let body = r#"{"user_id":"alice"}"#;
    let length = format!("Content-Length: {}\r\n", body.len());
    let bare = |head: Vec<u8>| String::from_utf8(head).unwrap().replace("\r\n", "\n").into_bytes();
    let with_key = bare(head(&length));
    let without_key = bare(format!("POST /v1/user-sig HTTP/1.1\r\nHost: a\r\n{length}\r\n").into_bytes());
    let next = post(KEY, "/v1/user-sig", &[], r#"{"user_id":"bob"}"#);
    let mut client = server.client();
    client.send(&[with_key, body.as_bytes().to_vec(), next].concat()).unwrap();
    assert_eq!(client.read().unwrap().json()["user_id"], "alice");
    assert_eq!(client.read().unwrap().json()["user_id"], "bob");
    assert_eq!(server.client().ask(&[without_key, body.as_bytes().to_vec()].concat()).unwrap().status, 401);
}

/// H13. A proxy may route a request by another host than the one that the service would read (RFC 9112, 3.2).
#[test]
fn a_request_without_exactly_one_host_is_refused() {
    let server = Server::start(&Folder::new());
    let body = r#"{"user_id":"alice"}"#;
    let ask = |version: &str, hosts: &str| {
        let more = "Content-Type: application/json\r\nConnection: close\r\nContent-Length: 19";
        let head = format!("POST /v1/user-sig {version}\r\n{hosts}Authorization: Bearer {KEY}\r\n{more}\r\n\r\n{body}");
        server.client().ask(head.as_bytes()).unwrap()
    };
    for hosts in
        ["", "Host: a\r\nHost: a\r\n", "Host: a\r\nHost: b\r\n", "Host: a/b\r\n", "Host: a b\r\n", "Host: a@b\r\n"]
    {
        let refused = ask("HTTP/1.1", hosts);
        assert_eq!((refused.status, refused.header("x-request-id").is_some()), (400, true), "{hosts:?}");
        assert!(refused.text("detail").contains("Host"), "{refused:?}");
    }
    for hosts in ["Host:\r\n", "Host: a\r\n", "Host: [::1]:8080\r\n", "Host: usersig-server.svc:8080\r\n"] {
        assert_eq!(ask("HTTP/1.1", hosts).status, 200, "{hosts:?}");
    }
    assert_eq!(ask("HTTP/1.0", "").status, 200);
    assert_eq!(ask("HTTP/1.0", "Host: a\r\nHost: a\r\n").status, 400);
    assert_eq!(server.metric("usersig_requests_total{route=\"user_sig\",outcome=\"bad_request\"}"), 7);
    for address in [server.api, server.admin] {
        let page = if address == server.api { "/openapi.json" } else { "/livez" };
        for start in
            [format!("GET {page}"), format!("DELETE {page}"), "GET /".to_owned(), "GET /v1/user-sig".to_owned()]
        {
            let answer = Client::connect(address).unwrap().ask(format!("{start} HTTP/1.1\r\n\r\n").as_bytes()).unwrap();
            assert_eq!(answer.status, 400, "{start}");
        }
    }
}

#[test]
fn headers_are_bounded() {
    let server = Server::start(&Folder::new());
    let many = "X-Many: a\r\n".repeat(200);
    let long = format!("X-Long: {}\r\n", "a".repeat(200_000));
    for headers in [many, long] {
        let mut client = server.client();
        drop(client.send(&head(&format!("{headers}Content-Length: 0\r\n"))));
        assert!(client.read().map_or(true, |answer| answer.status == 431));
    }
    assert!(is_alive(&server));
}
