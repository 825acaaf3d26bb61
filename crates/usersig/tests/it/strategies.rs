//! The strategies reach rare values, and all their values can be signed.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use usersig::test_util::{
    lifetimes, private_map_key_times, privileges, rooms, sdk_app_ids, secret_keys, unix_times, user_ids,
};
use usersig::{Lifetime, Room, Signer, Verifier};

#[test]
fn strategies_reach_rare_values() {
    fn drawn<T: std::fmt::Debug>(strategy: &impl Strategy<Value = T>) -> Vec<T> {
        let mut runner = TestRunner::deterministic();
        (0..2000).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
    }
    let ids: String = drawn(&user_ids()).iter().map(|id| id.as_str().to_owned()).collect();
    assert!((' '..='~').all(|character| ids.contains(character)));
    let rooms = drawn(&rooms());
    let names: String =
        rooms.iter().filter_map(|room| if let Room::Name(name) = room { Some(name.as_str()) } else { None }).collect();
    assert!(" !#$%&()+-:;<=.>?@[]^_{}|~,aZ0".chars().all(|character| names.contains(character)));
    assert!(rooms.iter().any(|room| matches!(room, Room::Number(_))));
    assert!(drawn(&lifetimes()).iter().any(|lifetime| *lifetime > Lifetime::DAY));
    let times = drawn(&unix_times());
    assert!(times.iter().any(|time| time.as_secs() > 1 << 40) && times.iter().any(|time| time.as_secs() < 1 << 31));
}

proptest! {
    #[test]
    fn every_value_of_the_strategies_can_be_signed(
        (app, key, user_id) in (sdk_app_ids(), secret_keys(), user_ids()),
        (lifetime, now, private_map_key_now) in (lifetimes(), unix_times(), private_map_key_times()),
        (room, given) in (rooms(), privileges()),
    ) {
        let (signer, verifier) = (Signer::new(app, &key), Verifier::new(app, &key));
        let user_sig = signer.user_sig(&user_id, lifetime, now);
        prop_assert!(verifier.user_sig(user_sig.as_str(), &user_id, now).is_ok());
        let key = signer.private_map_key(&user_id, &room, given, lifetime, private_map_key_now).unwrap();
        prop_assert!(verifier.private_map_key(key.as_str(), &user_id, &room, given, private_map_key_now).is_ok());
    }
}
