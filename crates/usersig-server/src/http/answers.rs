//! The bodies of answers.

use serde::Serialize;
use usersig::{Fingerprint, Identifier, Room, SdkAppId, UnixTime, UserId};
use utoipa::ToSchema;

use crate::http::problem::Document;

/// A signed UserSig.
#[derive(Serialize, ToSchema)]
pub(crate) struct UserSigAnswer {
    pub(crate) user_sig: String,
    #[schema(value_type = u32, example = 1_400_000_000)]
    pub(crate) sdk_app_id: SdkAppId,
    #[schema(value_type = String, example = "alice")]
    pub(crate) user_id: Identifier,
    #[serde(flatten)]
    pub(crate) times: Times,
}

/// The times of a ticket in Unix seconds.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub(crate) struct Times {
    /// The ticket states this time. It is up to 5 seconds ahead of the clock if the user was just revoked.
    #[schema(value_type = u64)]
    pub(crate) issued_at: UnixTime,
    /// The last second at which the ticket is valid.
    #[schema(value_type = u64)]
    pub(crate) expires_at: UnixTime,
    /// The time to ask for the next ticket: about nine tenths into the lifetime, spread by user.
    #[schema(value_type = u64)]
    pub(crate) refresh_at: UnixTime,
    /// `unknown` if the store did not answer. If the user was revoked in this second, `verify` refuses the ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) revocations: Option<&'static str>,
}

/// The word for revocations that could not be read.
pub(crate) const UNKNOWN: &str = "unknown";

/// A signed PrivateMapKey.
#[derive(Serialize, ToSchema)]
pub(crate) struct PrivateMapKeyAnswer {
    pub(crate) private_map_key: String,
    #[schema(value_type = u32, example = 1_400_000_000)]
    pub(crate) sdk_app_id: SdkAppId,
    #[schema(value_type = String, example = "alice")]
    pub(crate) user_id: UserId,
    #[serde(flatten)]
    #[schema(value_type = RoomMember)]
    pub(crate) room: Room,
    pub(crate) privileges: Vec<&'static str>,
    #[serde(flatten)]
    pub(crate) times: Times,
}

/// The room, as the request named it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes how a room is written")]
pub(crate) struct RoomMember {
    room_id: Option<u32>,
    room_name: Option<String>,
}

/// The answers to `user-sigs`, in the order of the requests.
#[derive(Serialize, ToSchema)]
pub(crate) struct UserSigsAnswer<'a> {
    pub(crate) results: Vec<UserSigResult<'a>>,
}

/// A ticket, or the problem of this one request.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum UserSigResult<'a> {
    Error { error: Document<'a> },
    Ticket(&'a UserSigAnswer),
}

/// The verdict on a ticket.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Verdict {
    Refused(RefusedTicket),
    Valid(Box<ValidTicket>),
}

/// A ticket that lets the user log in or enter the room.
#[derive(Serialize, ToSchema)]
pub(crate) struct ValidTicket {
    /// Always `true`.
    #[schema(example = true)]
    pub(crate) valid: bool,
    #[schema(value_type = u32, example = 1_400_000_000)]
    pub(crate) sdk_app_id: SdkAppId,
    #[schema(value_type = String, example = "alice")]
    pub(crate) user_id: Identifier,
    #[schema(value_type = u64)]
    pub(crate) issued_at: UnixTime,
    #[schema(value_type = u64)]
    pub(crate) expires_at: UnixTime,
    /// 16 hexadecimal digits that identify the ticket, also in the audit.
    #[schema(value_type = String, example = "0123456789abcdef")]
    pub(crate) fingerprint: Fingerprint,
    /// `unknown` if the store did not answer and the configuration accepts tickets then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) revocations: Option<&'static str>,
    #[serde(flatten)]
    #[schema(value_type = MapKeyMembers)]
    pub(crate) map_key: Option<ValidMapKey>,
}

/// The members that only a PrivateMapKey has.
// Without this description, the document would require them of a UserSig too.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes how the claims of a PrivateMapKey are written")]
pub(crate) struct MapKeyMembers {
    room_id: Option<u32>,
    room_name: Option<String>,
    privileges: Option<Vec<String>>,
}

/// The further claims of a PrivateMapKey.
#[derive(Serialize)]
pub(crate) struct ValidMapKey {
    #[serde(flatten)]
    pub(crate) room: Room,
    pub(crate) privileges: Vec<&'static str>,
}

/// A ticket that is refused, and what the client should do.
#[derive(Serialize, ToSchema)]
pub(crate) struct RefusedTicket {
    /// Always `false`.
    #[schema(example = false)]
    pub(crate) valid: bool,
    /// The number that Tencent's service gives for the same ticket.
    #[schema(example = 70001)]
    pub(crate) code: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) constant: Option<&'static str>,
    /// The kind of refusal, as a word for programs.
    #[schema(example = "expired")]
    pub(crate) cause: &'static str,
    /// The reason of the refusal.
    pub(crate) message: String,
    /// The next step for the client.
    pub(crate) advice: &'static str,
}

/// A stored revocation.
#[derive(Serialize, ToSchema)]
pub(crate) struct RevokeAnswer {
    #[schema(value_type = u32, example = 1_400_000_000)]
    pub(crate) sdk_app_id: SdkAppId,
    #[schema(value_type = String, example = "alice")]
    pub(crate) user_id: Identifier,
    /// `verify` refuses the user's tickets that were issued at or before this Unix time.
    #[schema(value_type = u64)]
    pub(crate) valid_after: UnixTime,
    /// The limits of a revocation.
    pub(crate) note: &'static str,
}

/// A revocation here does not reach Tencent's service, and a caller could believe that it does.
pub(crate) const REVOKE_NOTE: &str = "Only the verify route of this service refuses the tickets. To end them at Tencent, \
                                      also call its REST interface v4/im_open_login_svc/kick.";
