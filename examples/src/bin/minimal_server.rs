//! The server that the README shows. It signs for its users and verifies tickets.
//!
//! ```sh
//! USERSIG_SDKAPPID=1400000000 USERSIG_KEY_FILE=key cargo run --package usersig-examples --bin minimal_server
//! curl --header 'authorization: Bearer session-of-alice' --request POST http://127.0.0.1:3000/user_sig
//! ```

#![expect(clippy::print_stdout, reason = "a program tells its user what it does")]

use std::time::SystemTime;
use std::{env, fs};

use anyhow::Context;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use tokio::net::TcpListener;
use usersig::{Lifetime, Refusal, SdkAppId, SecretKey, Signer, UnixTime, UserId, UserSig, VerifiedClaims, Verifier};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let app = env::var("USERSIG_SDKAPPID").context("USERSIG_SDKAPPID is not set to the SDKAppID of your app")?;
    let app: SdkAppId = app.parse().context("USERSIG_SDKAPPID is not an SDKAppID")?;
    let key_file = env::var("USERSIG_KEY_FILE").context("USERSIG_KEY_FILE is not set to the path of your key file")?;
    let key = fs::read(&key_file).with_context(|| format!("cannot read the key file {key_file}"))?;
    let key = SecretKey::from_file(&key).with_context(|| format!("cannot use the key in {key_file}"))?;
    let address = env::var("ADDRESS").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(&address).await.with_context(|| format!("cannot listen on {address}"))?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router(app, &key)).await?;
    Ok(())
}

#[derive(Clone)]
struct Server {
    signer: Signer,
    verifier: Verifier,
}

fn router(sdk_app_id: SdkAppId, key: &SecretKey) -> Router {
    let server = Server { signer: Signer::new(sdk_app_id, key), verifier: Verifier::new(sdk_app_id, key) };
    Router::new().route("/user_sig", post(user_sig)).route("/verify", post(verify)).with_state(server)
}

/// Signs for the user of the session, and never for a user whom the request names.
async fn user_sig(State(server): State<Server>, headers: HeaderMap) -> Result<Json<UserSig>, StatusCode> {
    let user_id = user_of_session(&headers).ok_or(StatusCode::UNAUTHORIZED)?;
    Ok(Json(server.signer.user_sig(&user_id, Lifetime::DAY, now())))
}

#[derive(Deserialize)]
struct Ticket {
    user_id: UserId,
    user_sig: String,
}

/// Answers with the verified claims, or with the reason why the ticket is refused.
async fn verify(
    State(server): State<Server>,
    Json(ticket): Json<Ticket>,
) -> Result<Json<VerifiedClaims>, (StatusCode, Json<Refusal>)> {
    let verified = server.verifier.user_sig(&ticket.user_sig, &ticket.user_id, now());
    verified.map(Json).map_err(|error| (StatusCode::UNAUTHORIZED, Json(error.into())))
}

/// A stand-in for the sessions of your server.
fn user_of_session(headers: &HeaderMap) -> Option<UserId> {
    let session = headers.get("authorization")?;
    if session == "Bearer session-of-alice" { UserId::new("alice").ok() } else { None }
}

fn now() -> UnixTime {
    UnixTime::try_from(SystemTime::now()).expect("the clock shows a time after 1970")
}
