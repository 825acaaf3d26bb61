//! The length of tickets.

use usersig::UserId;
use usersig_benches::figure::Figure;
use usersig_benches::plain::{self, Claims};
use usersig_benches::{case, claims};

use crate::effort::Effort;

pub(crate) fn figures(effort: &Effort) -> [Figure; 2] {
    [
        Figure::at_most("length_random", mean(&claims::random_users(effort.lengths)), "x zlib 9", 0.995),
        Figure::at_most("length_user", mean(&claims::numbered_users(effort.lengths)), "x zlib 9", 0.985),
    ]
}

/// The characters of all tickets, relative to those that zlib makes at level 9.
fn mean(users: &[UserId]) -> f64 {
    let (signer, key) = (claims::signer(), plain::key_state(claims::KEY));
    let (mut ours, mut theirs) = (0, 0);
    for user_id in users {
        let case = case::Case { user_id: *user_id, lifetime: claims::lifetime(), now: claims::now() };
        let claims: Claims<'_> = case.plain();
        let mac = plain::mac(&key, &claims, &mut Vec::new());
        ours += signer.user_sig(user_id, case.lifetime, case.now).as_str().len();
        theirs += plain::len_at_level_9(&claims, &plain::base64(mac));
    }
    f64::from(u32::try_from(ours).expect("few tickets")) / f64::from(u32::try_from(theirs).expect("few tickets"))
}
