//! Clients fetch their next ticket in time, and not all in the same second.

use proptest::prelude::*;
use usersig::{UnixTime, UserId, refresh_at};

const NOW: u64 = 1_700_000_000;

fn refresh_after(user_id: &UserId, lifetime: u64) -> u64 {
    let (issued_at, expires_at) = (UnixTime::from_secs(NOW), UnixTime::from_secs(NOW + lifetime));
    refresh_at(user_id, issued_at, expires_at).as_secs() - NOW
}

#[test]
fn similar_users_are_spread_evenly_around_nine_tenths_of_the_lifetime() {
    let users = (0..4000).map(|number| UserId::new(&format!("user_{number:08}")).unwrap());
    let moments: Vec<u64> = users.map(|user_id| refresh_after(&user_id, 400_000)).collect();
    let mut users_of_slice = [0; 20];
    for moment in &moments {
        assert!((350_000..370_000).contains(moment), "{moment}");
        users_of_slice[usize::try_from((moment - 350_000) / 1000).unwrap()] += 1;
    }
    assert!(users_of_slice.iter().all(|users| (140..=260).contains(users)), "200 on average: {users_of_slice:?}");
    let mean = moments.iter().sum::<u64>() / 4000;
    assert!((359_000..=361_000).contains(&mean), "{mean}");
}

#[test]
fn the_moment_depends_only_on_the_arguments() {
    // Clients in other languages can compare their own function with these.
    let alice = UserId::new("alice").unwrap();
    assert_eq!([60, 3600, 86_400].map(|lifetime| refresh_after(&alice, lifetime)), [54, 3289, 78_938]);
}

proptest! {
    #[test]
    fn a_ticket_is_refreshed_before_it_expires_and_not_before_it_is_issued(
        id in "[ -~]{1,32}",
        issued_at in 0..=UnixTime::MAX.as_secs(),
        lifetime in 0..=UnixTime::MAX.as_secs(),
    ) {
        let issued_at = UnixTime::from_secs(issued_at);
        let expires_at = UnixTime::from_secs(issued_at.as_secs().saturating_add(lifetime));
        let moment = refresh_at(&UserId::new(&id).unwrap(), issued_at, expires_at);
        prop_assert!(issued_at <= moment && moment <= expires_at);
        prop_assert!(moment < expires_at || expires_at.since(issued_at).as_secs() < 2);
    }
}
