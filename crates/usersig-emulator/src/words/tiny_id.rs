//! Numbers that a page sees instead of names.

use sha2::{Digest as _, Sha256};
use usersig::{SdkAppId, UserId};
use usersig_login::platform::Platform;
use usersig_login::service::Device;

/// The smallest `TinyId`. The service's own numbers have as many digits.
const SMALLEST_TINY_ID: u64 = 144_115_000_000_000_000;

/// `TinyId`: the service's number of a user. It is derived from the name, so it is the same after every start.
pub(crate) fn tiny_id(sdk_app_id: SdkAppId, user_id: &UserId) -> u64 {
    SMALLEST_TINY_ID + number_of(&[&sdk_app_id.number().to_be_bytes(), user_id.as_str().as_bytes()]) % (1 << 40)
}

/// The device of a page. Its instance id follows from the `instanceid` that the SDK draws when it is created, so a page
/// that comes back is the same device. The number has 31 bits, because JavaScript and 32-bit clients hold those exactly.
pub(crate) fn page(instance_id: &str) -> Device {
    Device::new(Platform::Web, number_of(&[instance_id.as_bytes()]) >> 33)
}

fn number_of(parts: &[&[u8]]) -> u64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    let hash = hash.finalize();
    let first = hash.first_chunk().expect("a SHA-256 has 32 bytes");
    u64::from_be_bytes(*first)
}
