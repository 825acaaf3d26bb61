//! A server that changes its secret key without a restart, and without logging anyone out.
//!
//! The key file has the current key in its first line. After a change, the second line has the key before it. The server
//! reads the file when it starts and on `POST /reload`. The old key verifies for as long as a ticket lives, so tickets
//! that were signed with it stay valid until they expire.

#![expect(clippy::print_stdout, reason = "a program tells its user what it does")]

use std::fmt::Display;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;
use std::{env, fs};

use anyhow::Context;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use tokio::net::TcpListener;
use usersig::{
    ClockBefore1970, KeyRing, Lifetime, Refusal, SdkAppId, SecretKey, UnixTime, UserId, UserSig, VerifiedClaims,
};

const LIFETIME: Lifetime = Lifetime::DAY;

struct Server {
    app: SdkAppId,
    key_file: String,
    ring: RwLock<Arc<KeyRing>>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let app = env::var("USERSIG_SDKAPPID").context("USERSIG_SDKAPPID is not set to the SDKAppID of your app")?;
    let app: SdkAppId = app.parse().context("USERSIG_SDKAPPID is not an SDKAppID")?;
    let key_file = env::var("USERSIG_KEY_FILE").context("USERSIG_KEY_FILE is not set to the path of your key file")?;
    let ring = read_ring(app, &key_file)?;
    let server = Server { app, key_file, ring: RwLock::new(Arc::new(ring)) };

    let router = Router::new()
        .route("/reload", post(reload))
        .route("/sign", post(sign))
        .route("/verify", post(verify))
        .with_state(Arc::new(server));
    let address = env::var("ADDRESS").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(&address).await.with_context(|| format!("cannot listen on {address}"))?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

/// A ring with the key of the first line, and with the key of the second line until its tickets have expired.
fn read_ring(app: SdkAppId, key_file: &str) -> anyhow::Result<KeyRing> {
    let text = fs::read_to_string(key_file).with_context(|| format!("cannot read the key file {key_file}"))?;
    let mut lines = text.lines();
    let current = SecretKey::new(lines.next().unwrap_or_default())
        .with_context(|| format!("cannot use the key in line 1 of {key_file}"))?;
    let ring = KeyRing::default().with_signing_key(app, &current);
    let Some(previous) = lines.next() else { return Ok(ring) };
    let previous = SecretKey::new(previous).with_context(|| format!("cannot use the key in line 2 of {key_file}"))?;
    Ok(ring.with_retiring_key(app, &previous, now()?.saturating_add(LIFETIME.into())))
}

impl Server {
    /// The current ring. A request that began with an older ring keeps it.
    fn ring(&self) -> Arc<KeyRing> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn reload(State(server): State<Arc<Server>>) -> Result<&'static str, (StatusCode, String)> {
    // With a bad key file, the server keeps the keys it has.
    let ring = read_ring(server.app, &server.key_file).map_err(internal)?;
    *server.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
    Ok("reloaded\n")
}

#[derive(Deserialize)]
struct User {
    user_id: UserId,
}

async fn sign(
    State(server): State<Arc<Server>>,
    Json(user): Json<User>,
) -> Result<Json<UserSig>, (StatusCode, String)> {
    let ring = server.ring();
    let signer = ring.signer(server.app).map_err(internal)?;
    Ok(Json(signer.user_sig(&user.user_id, LIFETIME, now().map_err(internal)?)))
}

#[derive(Deserialize)]
struct Credentials {
    user_id: UserId,
    user_sig: String,
}

async fn verify(
    State(server): State<Arc<Server>>,
    Json(Credentials { user_id, user_sig }): Json<Credentials>,
) -> Result<Json<VerifiedClaims>, (StatusCode, Json<Refusal>)> {
    let refused = |refusal: Refusal| (StatusCode::UNAUTHORIZED, Json(refusal));
    let ring = server.ring();
    let verifier = ring.verifier(server.app).map_err(|error| refused(error.into()))?;
    let now = now().unwrap_or(UnixTime::MAX);
    verifier.user_sig(&user_sig, &user_id, now).map(Json).map_err(|error| refused(error.into()))
}

fn now() -> Result<UnixTime, ClockBefore1970> {
    SystemTime::now().try_into()
}

fn internal(error: impl Display) -> (StatusCode, String) {
    (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}"))
}
