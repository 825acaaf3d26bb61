//! The claims that the figures of signing and verifying are taken over.

use usersig::{Lifetime, UnixTime, UserId};

use crate::claims::{self, APP, ISSUED_AT};
use crate::plain::Claims;
use crate::random::Random;

/// The claims of one ticket.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The user.
    pub user_id: UserId,
    /// How long the ticket is valid.
    pub lifetime: Lifetime,
    /// The second it is issued at.
    pub now: UnixTime,
}

impl Case {
    /// The same claims for the floor.
    pub fn plain(&self) -> Claims<'_> {
        let (time, expire) = (self.now.as_secs(), self.lifetime.as_secs());
        Claims { user_id: self.user_id.as_str(), sdk_app_id: APP, time, expire, userbuf: None }
    }
}

/// A few numbered users with one second and one lifetime, as in a loop over the same call.
pub fn few() -> Vec<Case> {
    let (lifetime, now) = (claims::lifetime(), claims::now());
    claims::numbered_users(64).into_iter().map(|user_id| Case { user_id, lifetime, now }).collect()
}

/// How many [`different`] claims there are. No branch predictor remembers all of them.
pub const MANY: usize = 100_000;

/// Claims that differ in everything but the app. The ids have 4, 12, 32 or any number of characters, or are `user_`
/// with eight digits. The lifetimes are common or random, and the seconds are of four months.
pub fn different() -> Vec<Case> {
    let mut random = Random::new(5);
    (0..MANY)
        .map(|index| {
            let user_id = match index % 5 {
                0 => random_id(&mut random, 4),
                1 => random_id(&mut random, 12),
                2 => random_id(&mut random, 32),
                3 => format!("user_{:08}", random.below(100_000_000)),
                _ => {
                    let len = 1 + random.below(32);
                    random_id(&mut random, len)
                }
            };
            case(&mut random, &user_id)
        })
        .collect()
}

/// The same with ids of 32 hexadecimal digits.
pub fn long_ids() -> Vec<Case> {
    let mut random = Random::new(6);
    (0..MANY)
        .map(|_| {
            let id: String = (0..32).map(|_| char::from(b"0123456789abcdef"[random.below(16)])).collect();
            case(&mut random, &id)
        })
        .collect()
}

fn random_id(random: &mut Random, len: usize) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    (0..len).map(|_| char::from(ALPHABET[random.below(64)])).collect()
}

fn case(random: &mut Random, user_id: &str) -> Case {
    let lifetimes = [3_600, 86_400, 604_800, 2_592_000, 15_552_000, 1 + random.below(1_576_800_000) as u64];
    let lifetime = Lifetime::from_secs(lifetimes[random.below(6)]).expect("it is at most fifty years");
    let now = UnixTime::from_secs(ISSUED_AT + random.below(10_000_000) as u64);
    Case { user_id: UserId::new(user_id).expect("it has 1 to 32 printable characters"), lifetime, now }
}
