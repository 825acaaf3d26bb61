//! One HTTP request to the app's server.

use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use axum::body::Body;
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, HOST, USER_AGENT};
use http_body_util::{BodyExt as _, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::webhook::notification::Notification;

/// The service waits 2 seconds for the answer to a callback.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// The longest answer: a few members.
const ANSWER_MAX: usize = 16 << 10;

/// The answer of the app's server.
#[derive(Deserialize)]
struct CallbackAnswer {
    #[serde(rename = "ErrorCode")]
    error_code: i64,
}

/// Sends a notification once.
///
/// # Errors
/// If the server does not answer in time with status 200 and `ErrorCode` 0.
pub(super) async fn post(notification: &Notification) -> anyhow::Result<()> {
    timeout(ANSWER_WITHIN, exchange(notification)).await.map_err(|_| anyhow!("no answer within 2 s"))?
}

async fn exchange(notification: &Notification) -> anyhow::Result<()> {
    let authority = &notification.address.authority;
    let stream = TcpStream::connect(authority).await.context("no connection")?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let driver = tokio::spawn(connection);
    let request = Request::post(notification.target())
        .header(HOST, authority)
        .header(CONTENT_TYPE, "application/json")
        .header(USER_AGENT, concat!("usersig-emulator/", env!("CARGO_PKG_VERSION")))
        .body(Body::from(notification.body.clone()))?;
    let response = sender.send_request(request).await.context("no answer")?;
    let status = response.status();
    let body = Limited::new(response.into_body(), ANSWER_MAX).collect().await;
    drop(sender);
    driver.abort();
    if !status.is_success() {
        bail!("status {}", status.as_u16());
    }
    let body = body.map_err(|_| anyhow!("the answer is incomplete or too long"))?.to_bytes();
    let answer: CallbackAnswer = serde_json::from_slice(&body).context("the answer is not the documented JSON")?;
    if answer.error_code != 0 {
        bail!("ErrorCode {}", answer.error_code);
    }
    Ok(())
}
