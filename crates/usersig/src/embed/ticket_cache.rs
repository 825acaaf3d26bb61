//! Hands out a user's ticket until shortly before its end, then a new one.

mod cached_ticket;
mod shard;

use std::error::Error;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::Mutex;
use std::time::Duration;

use crate::mint::signer::Signer;
use crate::words::time::{Lifetime, UnixTime};
use crate::words::user_id::UserId;
pub use cached_ticket::CachedTicket;
use shard::{Shard, lock};

/// Keeps one ticket a user, gives it to whoever asks as long as at least a margin of its life is left, and signs the
/// next one after that.
///
/// All methods take `&self`, from any thread, and no thread waits for another's signing. A full cache drops the ticket
/// that was made longest ago, in O(log n). The signer's key is its key for good: when that changes, make a new cache.
///
/// ```
/// use std::time::Duration;
/// use usersig::{Lifetime, SdkAppId, SecretKey, Signer, TicketCache, UnixTime, UserId};
///
/// let signer = Signer::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
/// let cache = TicketCache::new(signer, Lifetime::DAY, Duration::from_secs(3600), 100_000)?;
/// let alice = UserId::new("alice")?;
///
/// let first = cache.user_sig(&alice, UnixTime::from_secs(1_700_000_000));
/// let an_hour_before_its_end = cache.user_sig(&alice, UnixTime::from_secs(1_700_082_800));
/// assert_eq!(an_hour_before_its_end.as_str(), first.as_str());
/// let later = cache.user_sig(&alice, UnixTime::from_secs(1_700_082_801));
/// assert_ne!(later.as_str(), first.as_str());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct TicketCache {
    signer: Signer,
    lifetime: Lifetime,
    margin: Duration,
    jitter: Duration,
    seed: u64,
    hasher: RandomState,
    shards: Box<[Mutex<Shard>]>,
}

impl TicketCache {
    /// Signs tickets of this lifetime, holds at most so many, and hands out none with less than the margin left.
    ///
    /// From 128 on, the capacity is shared out among up to 16 shards by a hash of the id. One of them can be full, and
    /// drop a ticket, a little before the cache is.
    ///
    /// # Errors
    /// When it could hold no ticket, or a new ticket would live no longer than the margin.
    pub fn new(
        signer: Signer,
        lifetime: Lifetime,
        margin: Duration,
        capacity: usize,
    ) -> Result<Self, InvalidTicketCache> {
        if capacity == 0 {
            return Err(InvalidTicketCache::NoCapacity);
        }
        let count = (capacity / LEAST_IN_A_SHARD).clamp(1, MOST_SHARDS);
        let share = |index| capacity / count + usize::from(index < capacity % count);
        let shards = (0..count).map(|index| Mutex::new(Shard::new(share(index)))).collect();
        let (jitter, seed, hasher) = (Duration::ZERO, 0, RandomState::new());
        Self { signer, lifetime, margin, jitter, seed, hasher, shards }.checked()
    }

    /// Renews tickets earlier still, each user's by its own number of seconds from 0 to `jitter`, so that those made
    /// in one second are not all renewed in one. It follows from the id and the seed: a seed of its own for each
    /// process keeps a fleet apart too.
    ///
    /// # Errors
    /// When a new ticket would live no longer than margin and jitter together.
    pub fn with_jitter(mut self, jitter: Duration, seed: u64) -> Result<Self, InvalidTicketCache> {
        (self.jitter, self.seed) = (jitter, seed);
        self.checked()
    }

    /// The user's ticket. After a clock was set back, `now` is believed: a ticket made later than that is made anew.
    #[must_use]
    pub fn user_sig(&self, user_id: &UserId, now: UnixTime) -> CachedTicket {
        let shard = self.shard_of(user_id);
        let reserve = self.margin + self.jitter_of(user_id);
        let looked_up = lock(shard).look_up(user_id, reserve, now);
        looked_up.unwrap_or_else(|times_forgotten| {
            let ticket = self.sign(user_id, now);
            lock(shard).keep_unless_there(ticket, reserve, now, times_forgotten)
        })
    }

    /// Drops the user's ticket, as must be done when the account is kicked.
    ///
    /// The service refuses what was issued up to the second of the kick, so the next ticket is of use only if it is
    /// asked for in a later one.
    pub fn forget(&self, user_id: &UserId) {
        lock(self.shard_of(user_id)).forget(user_id);
    }

    /// How many tickets it holds, including those whose time is over.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| lock(shard).len()).sum()
    }

    /// Whether it holds no ticket.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn checked(self) -> Result<Self, InvalidTicketCache> {
        // Only a ticket can tell how long it lives: one that is dated back may be cut short.
        let (somebody, now) = (UserId::new("somebody").expect("this is an id"), UnixTime::from_secs(u64::MAX / 4));
        let lives = self.sign(&somebody, now).expires_at().since(now);
        let reserve = self.margin.saturating_add(self.jitter);
        if reserve < lives { Ok(self) } else { Err(InvalidTicketCache::TooShortLived { lives, reserve }) }
    }

    fn sign(&self, user_id: &UserId, now: UnixTime) -> CachedTicket {
        let user_sig = self.signer.user_sig(user_id, self.lifetime, now);
        CachedTicket::new(user_sig, *user_id, self.signer.sdk_app_id(), now)
    }

    fn shard_of(&self, user_id: &UserId) -> &Mutex<Shard> {
        let [first, second, ..] = self.hasher.hash_one(user_id).to_le_bytes();
        &self.shards[usize::from(u16::from_le_bytes([first, second])) % self.shards.len()]
    }

    fn jitter_of(&self, user_id: &UserId) -> Duration {
        Duration::from_secs(scatter(self.seed, user_id.as_bytes()) % (self.jitter.as_secs() + 1))
    }
}

impl fmt::Debug for TicketCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TicketCache")
            .field("sdk_app_id", &self.signer.sdk_app_id())
            .field("lifetime", &self.lifetime)
            .field("margin", &self.margin)
            .field("jitter", &self.jitter)
            .finish_non_exhaustive()
    }
}

/// Why there is no such [`TicketCache`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidTicketCache {
    /// It could hold no ticket.
    NoCapacity,
    /// A new ticket would be due for renewal at once.
    TooShortLived {
        /// How long a new ticket lives, which can be less than its lifetime if the signer dates back.
        lives: Duration,
        /// How much of it must be left: margin and jitter.
        reserve: Duration,
    },
}

impl fmt::Display for InvalidTicketCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCapacity => f.write_str("ticket cache has room for no ticket"),
            Self::TooShortLived { lives, reserve } => {
                write!(f, "tickets live for {lives:?}, which is not more than the {reserve:?} of margin and jitter")
            }
        }
    }
}

impl Error for InvalidTicketCache {}

/// FNV-1a, begun at the seed, and the last step of `SplitMix64`, so that ids that differ in a digit lie far apart.
fn scatter(seed: u64, bytes: &[u8]) -> u64 {
    let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = bytes.iter().fold(seed ^ 0xcbf2_9ce4_8422_2325, fnv);
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

/// More threads than these seldom ask in the same microsecond.
const MOST_SHARDS: usize = 16;

/// So many that hashing fills shards of this size about evenly.
const LEAST_IN_A_SHARD: usize = 64;
