//! A business server that logs users in, gives them tickets, and verifies tickets.
//!
//! ```sh
//! USERSIG_SDKAPPID=1400000000 USERSIG_KEY_FILE=key cargo run --package usersig-examples --bin business_server
//! curl --json '{"user_id":"alice","password":"wonderland"}' http://127.0.0.1:3000/login
//! ```

#![expect(clippy::print_stdout, reason = "a program tells its user what it does")]

use std::collections::HashMap;
use std::sync::Arc;
use std::time::SystemTime;
use std::{env, fs};

use anyhow::Context;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use usersig::{
    ClockBefore1970, ExpiryAfter2106, InvalidUserId, Lifetime, PrivateMapKey, Privileges, Refusal, Room, SdkAppId,
    SecretKey, Signer, UnixTime, UserId, UserSig, VerifiedClaims, Verifier, VerifyError, refresh_at,
};

struct Server {
    signer: Signer,
    verifier: Verifier,
    accounts: HashMap<UserId, Account>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let app = env::var("USERSIG_SDKAPPID").context("USERSIG_SDKAPPID is not set to the SDKAppID of your app")?;
    let app: SdkAppId = app.parse().context("USERSIG_SDKAPPID is not an SDKAppID")?;
    let key_file = env::var("USERSIG_KEY_FILE").context("USERSIG_KEY_FILE is not set to the path of your key file")?;
    let key = fs::read(&key_file).with_context(|| format!("cannot read the key file {key_file}"))?;
    let key = SecretKey::from_file(&key).with_context(|| format!("cannot use the key in {key_file}"))?;
    let server = Server { signer: Signer::new(app, &key), verifier: Verifier::new(app, &key), accounts: accounts()? };

    let router = Router::new()
        .route("/login", post(login))
        .route("/room-key", post(room_key))
        .route("/verify", post(verify))
        .with_state(Arc::new(server));
    let address = env::var("ADDRESS").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(&address).await.with_context(|| format!("cannot listen on {address}"))?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

// LOGIN. Sign only for the user whose password you checked.

#[derive(Deserialize)]
struct Login {
    user_id: UserId,
    password: String,
}

/// A ticket, and when the client should ask for the next one.
#[derive(Serialize)]
struct LoggedIn {
    #[serde(flatten)]
    user_sig: UserSig,
    refresh_at: UnixTime,
}

async fn login(State(server): State<Arc<Server>>, Json(login): Json<Login>) -> Result<Json<LoggedIn>, Problem> {
    let account = server.accounts.get(&login.user_id).filter(|account| account.password == login.password);
    account.ok_or(Problem::WrongPassword)?;
    let user_sig = server.signer.user_sig(&login.user_id, Lifetime::DAY, now()?);
    let refresh_at = refresh_at(user_sig.user_id(), user_sig.issued_at(), user_sig.expires_at());
    Ok(Json(LoggedIn { user_sig, refresh_at }))
}

// VERIFY. A refused ticket is answered with 401 and the refusal as JSON.

#[derive(Deserialize)]
struct Credentials {
    user_id: UserId,
    user_sig: String,
}

async fn verify(
    State(server): State<Arc<Server>>,
    Json(credentials): Json<Credentials>,
) -> Result<Json<VerifiedClaims>, Problem> {
    Ok(Json(server.verified(&credentials)?))
}

impl Server {
    /// Tickets that were issued before the account was kicked are revoked.
    fn verified(&self, credentials: &Credentials) -> Result<VerifiedClaims, Problem> {
        let Credentials { user_id, user_sig } = credentials;
        let kicked_at = self.accounts.get(user_id).and_then(|account| account.kicked_at);
        let tolerances = self.verifier.tolerances().with_valid_after(kicked_at);
        Ok(self.verifier.user_sig_within(tolerances, user_sig, user_id, now()?)?)
    }
}

// ROOM KEY. A user with a valid UserSig may watch and listen in the room.

#[derive(Deserialize)]
struct Entry {
    #[serde(flatten)]
    credentials: Credentials,
    #[serde(flatten)]
    room: Room,
}

async fn room_key(State(server): State<Arc<Server>>, Json(entry): Json<Entry>) -> Result<Json<PrivateMapKey>, Problem> {
    let claims = server.verified(&entry.credentials)?;
    let (user_id, room) = (claims.user_id(), &entry.room);
    Ok(Json(server.signer.private_map_key(user_id, room, Privileges::AUDIENCE, Lifetime::HOUR, now()?)?))
}

// PROBLEMS

enum Problem {
    Clock(ClockBefore1970),
    Expiry(ExpiryAfter2106),
    Refused(Refusal),
    WrongPassword,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self {
            Self::Clock(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
            Self::Expiry(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
            Self::Refused(refusal) => (StatusCode::UNAUTHORIZED, Json(refusal)).into_response(),
            Self::WrongPassword => (StatusCode::UNAUTHORIZED, "the user or the password is wrong").into_response(),
        }
    }
}

impl From<ClockBefore1970> for Problem {
    fn from(error: ClockBefore1970) -> Self {
        Self::Clock(error)
    }
}

impl From<ExpiryAfter2106> for Problem {
    fn from(error: ExpiryAfter2106) -> Self {
        Self::Expiry(error)
    }
}

impl From<VerifyError> for Problem {
    fn from(error: VerifyError) -> Self {
        Self::Refused(error.into())
    }
}

fn now() -> Result<UnixTime, ClockBefore1970> {
    SystemTime::now().try_into()
}

// A STAND-IN for your database. A real one stores hashes of passwords.

struct Account {
    password: &'static str,
    kicked_at: Option<UnixTime>,
}

fn accounts() -> Result<HashMap<UserId, Account>, InvalidUserId> {
    let alice = Account { password: "wonderland", kicked_at: None };
    // No ticket is issued after this time, so the account is blocked for good.
    let mallory = Account { password: "secret", kicked_at: Some(UnixTime::MAX) };
    Ok(HashMap::from([(UserId::new("alice")?, alice), (UserId::new("mallory")?, mallory)]))
}
