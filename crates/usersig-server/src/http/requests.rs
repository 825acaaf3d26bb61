//! The bodies of requests. An unknown or repeated member is an error.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::words::object::Object;

/// A request for a UserSig.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserSigRequest {
    #[schema(example = "alice", min_length = 1, max_length = 128)]
    pub(crate) user_id: String,
    /// The lifetime in whole seconds. Without it the ticket has the default lifetime of the service.
    #[serde(default)]
    #[schema(example = 86400, minimum = 1)]
    pub(crate) ttl: Option<u64>,
}

/// A request for a PrivateMapKey. It has exactly one of `room_id` and `room_name`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrivateMapKeyRequest {
    #[schema(example = "alice", min_length = 1, max_length = 128)]
    pub(crate) user_id: String,
    /// The lifetime in whole seconds. Without it the ticket has the default lifetime of the service.
    #[serde(default)]
    #[schema(minimum = 1)]
    pub(crate) ttl: Option<u64>,
    /// The number of the room.
    #[serde(default)]
    #[schema(minimum = 1)]
    pub(crate) room_id: Option<u32>,
    /// The name of the room. A room with the name `7` and a room with the number 7 are two rooms.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 64)]
    pub(crate) room_name: Option<String>,
    /// Names of privileges: `create`, `enter`, `send-audio`, `recv-audio`, `send-video`, `recv-video`, `send-screen`,
    /// `recv-screen`, or `all` or `audience`.
    #[schema(example = json!(["enter", "recv-audio"]))]
    pub(crate) privileges: Vec<String>,
}

/// Up to 1,000 requests for tickets to log in with. An end user sends at most 10.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserSigsRequest {
    #[schema(min_items = 1, max_items = 1000, value_type = Vec<UserSigRequest>)]
    pub(crate) requests: Vec<Object<UserSigRequest>>,
}

/// A ticket to verify. It has exactly one of `user_sig` and `private_map_key`, and a room and privileges only with the
/// latter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerifyRequest {
    pub(crate) user_sig: Option<String>,
    pub(crate) private_map_key: Option<String>,
    #[schema(example = "alice", min_length = 1, max_length = 128)]
    pub(crate) user_id: String,
    #[schema(minimum = 1)]
    pub(crate) room_id: Option<u32>,
    #[schema(min_length = 1, max_length = 64)]
    pub(crate) room_name: Option<String>,
    /// The privileges that the user needs.
    pub(crate) privileges: Option<Vec<String>>,
}

/// A user whose tickets are revoked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeRequest {
    #[schema(example = "alice", min_length = 1, max_length = 128)]
    pub(crate) user_id: String,
}
