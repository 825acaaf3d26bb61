//! The least that a service on tokio and hyper can do: a handler that returns a constant body.

use std::io::{self, Write};

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Serves until the process is killed. Its address is the only line on standard output.
///
/// # Errors
/// Those of the listener.
pub fn serve(body_len: usize) -> io::Result<()> {
    let body: &'static str = "x".repeat(body_len).leak();
    let answer = move || async move { ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body) };
    Runtime::new()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        writeln!(io::stdout(), "{}", listener.local_addr()?)?;
        axum::serve(listener, Router::new().route("/v1/user-sig", post(answer))).await
    })
}
