//! The operations of the API as HTTP handlers, with their description for `OpenAPI`.

use hyper::Request;
use hyper::body::Incoming;
use serde::Serialize;

use crate::access::certificate::CertificateNames;
use crate::http::answers::{PrivateMapKeyAnswer, RevokeAnswer, UserSigAnswer, UserSigsAnswer, Verdict};
use crate::http::description::{Problems, RequestHeaders};
use crate::http::exchange::{Known, exchange};
use crate::http::handlers::{revoke, sign, user_sigs, verify};
use crate::http::notes::Note;
use crate::http::reply::Reply;
use crate::http::requests::{PrivateMapKeyRequest, RevokeRequest, UserSigRequest, UserSigsRequest, VerifyRequest};
use crate::http::service::Service;
use crate::words::route::Route;

/// Room for a usual answer, so that it is not copied while it is written.
const USUAL_LEN: usize = 512;

/// Sign a UserSig
///
/// Tencent's SDKs log the user in with it.
#[utoipa::path(post, path = "/v1/user-sig", request_body = UserSigRequest, params(RequestHeaders),
    responses((status = 200, body = UserSigAnswer), Problems), security(("bearer" = [])))]
pub(crate) async fn user_sig(service: &Service, names: &CertificateNames, request: &mut Request<Incoming>) -> Reply {
    let handle = async |known: &Known<'_>, body: UserSigRequest, notes: &mut Vec<Note>| {
        sign::user_sig(known, &body, first(notes)).await.map(|answer| json(&answer))
    };
    exchange(service, Route::UserSig, names, request, handle).await
}

/// Sign a PrivateMapKey
///
/// The user enters a TRTC room with it and has the named privileges there.
#[utoipa::path(post, path = "/v1/private-map-key", request_body = PrivateMapKeyRequest, params(RequestHeaders),
    responses((status = 200, body = PrivateMapKeyAnswer), Problems), security(("bearer" = [])))]
pub(crate) async fn private_map_key(
    service: &Service,
    names: &CertificateNames,
    request: &mut Request<Incoming>,
) -> Reply {
    let handle = async |known: &Known<'_>, body: PrivateMapKeyRequest, notes: &mut Vec<Note>| {
        sign::private_map_key(known, &body, first(notes)).await.map(|answer| json(&answer))
    };
    exchange(service, Route::PrivateMapKey, names, request, handle).await
}

/// Sign up to 1,000 tickets to log in with
///
/// The results are in the order of the requests. Each is a ticket or the problem of that request.
#[utoipa::path(post, path = "/v1/user-sigs", request_body = UserSigsRequest, params(RequestHeaders),
    responses((status = 200, body = UserSigsAnswer<'static>), Problems), security(("bearer" = [])))]
pub(crate) async fn user_sigs(service: &Service, names: &CertificateNames, request: &mut Request<Incoming>) -> Reply {
    let handle = async |known: &Known<'_>, body: UserSigsRequest, notes: &mut Vec<Note>| {
        user_sigs::user_sigs(known, body, notes).await
    };
    exchange(service, Route::UserSigs, names, request, handle).await
}

/// Verify a ticket
///
/// A refused ticket is an answer with status 200 and `valid: false`.
#[utoipa::path(post, path = "/v1/verify", request_body = VerifyRequest, params(RequestHeaders),
    responses((status = 200, body = Verdict), Problems), security(("bearer" = [])))]
pub(crate) async fn verify(service: &Service, names: &CertificateNames, request: &mut Request<Incoming>) -> Reply {
    let handle = async |known: &Known<'_>, body: VerifyRequest, notes: &mut Vec<Note>| {
        verify::verify(known, &body, first(notes)).await.map(|answer| json(&answer))
    };
    exchange(service, Route::Verify, names, request, handle).await
}

/// Revoke a user's tickets
///
/// The verify route refuses every ticket of the user that was issued until now. Tencent's service still accepts them; call
/// its REST interface `v4/im_open_login_svc/kick` to end them there.
#[utoipa::path(post, path = "/v1/revoke", request_body = RevokeRequest, params(RequestHeaders),
    responses((status = 200, body = RevokeAnswer), Problems), security(("bearer" = [])))]
pub(crate) async fn revoke(service: &Service, names: &CertificateNames, request: &mut Request<Incoming>) -> Reply {
    let handle = async |known: &Known<'_>, body: RevokeRequest, notes: &mut Vec<Note>| {
        revoke::revoke(known, &body, first(notes)).await.map(|answer| json(&answer))
    };
    exchange(service, Route::Revoke, names, request, handle).await
}

fn first(notes: &mut Vec<Note>) -> &mut Note {
    notes.push(Note::default());
    notes.last_mut().expect("it was just pushed")
}

fn json(answer: &impl Serialize) -> Vec<u8> {
    let mut body = Vec::with_capacity(USUAL_LEN);
    serde_json::to_writer(&mut body, answer).expect("an answer is text and numbers");
    body
}
