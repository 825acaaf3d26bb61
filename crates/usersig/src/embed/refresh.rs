//! When a client fetches its next ticket.

use std::time::Duration;

use crate::words::identifier::AsIdentifier;
use crate::words::time::UnixTime;

/// When a client should fetch its next ticket: after about nine tenths of the lifetime of the current one.
///
/// The moments of different users are spread over a twentieth of the lifetime, so that users whose tickets were signed
/// in the same second do not all come back in the same second. A user's moment depends only on the arguments. It is
/// always before the ticket expires, unless the ticket lives less than two seconds.
///
/// ```
/// use usersig::{UnixTime, UserId, refresh_at};
///
/// let (issued_at, expires_at) = (UnixTime::from_secs(1_700_000_000), UnixTime::from_secs(1_700_086_400));
/// let refresh_at = refresh_at(&UserId::new("alice")?, issued_at, expires_at);
/// // 22.5 hours after it was issued, or up to 36 minutes before or after that.
/// assert!((1_700_078_840..=1_700_083_160).contains(&refresh_at.as_secs()), "{refresh_at}");
/// # Ok::<(), usersig::InvalidUserId>(())
/// ```
#[must_use]
pub fn refresh_at(user_id: &impl AsIdentifier, issued_at: UnixTime, expires_at: UnixTime) -> UnixTime {
    let lifetime = expires_at.since(issued_at).as_secs();
    let earliest = u128::from(lifetime) * 35 / 40;
    let spread = u128::from(lifetime) * 2 / 40;
    // The hash as a fraction of 2^64 selects the part of the spread.
    let offset = earliest + ((spread * u128::from(hash(user_id.as_bytes()))) >> 64);
    #[expect(clippy::cast_possible_truncation, reason = "the offset is less than the lifetime")]
    issued_at.saturating_add(Duration::from_secs(offset as u64))
}

/// FNV-1a, followed by the last step of `SplitMix64`, so that similar names are spread well.
fn hash(bytes: &[u8]) -> u64 {
    let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, fnv);
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}
