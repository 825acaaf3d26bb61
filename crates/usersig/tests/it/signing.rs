//! A signer keeps its promises at every bound.

use std::time::Duration;

use usersig::{Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId};

fn signer() -> Signer {
    Signer::new(SdkAppId::new(1_400_000_000).unwrap(), &SecretKey::new("a throw-away key").unwrap())
}

#[test]
fn a_map_key_cannot_end_after_2106() {
    let (alice, room) = (UserId::new("alice").unwrap(), Room::number(1).unwrap());
    let last = UnixTime::from_secs(u64::from(u32::MAX) - 3600);
    let sign = |now| signer().private_map_key(&alice, &room, Privileges::ALL, Lifetime::HOUR, now);
    assert_eq!(sign(last).unwrap().expires_at().as_secs(), u64::from(u32::MAX));
    let refused = sign(UnixTime::from_secs(last.as_secs() + 1)).unwrap_err();
    assert_eq!(refused.expires_at.as_secs(), 1 << 32);
}

#[test]
fn a_refused_map_key_leaves_the_buffer_as_it_was() {
    let (alice, room) = (UserId::new("alice").unwrap(), Room::number(1).unwrap());
    let mut out = String::from("before");
    let refused = signer().write_private_map_key(
        &alice,
        &room,
        Privileges::ALL,
        Lifetime::MAX,
        UnixTime::from_secs(1 << 32),
        &mut out,
    );
    assert!(refused.is_err());
    assert_eq!(out, "before");
}

#[test]
fn backdating_moves_the_issue_and_not_the_end() {
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let signer = signer().with_backdating(Duration::from_secs(300)).unwrap();
    let user_sig = signer.user_sig(&alice, Lifetime::HOUR, now);
    assert_eq!(user_sig.issued_at().as_secs(), 1_699_999_700);
    assert_eq!(user_sig.expires_at().as_secs(), 1_700_003_600);
    let longest = signer.user_sig(&alice, Lifetime::MAX, now);
    assert_eq!(longest.expires_at().since(longest.issued_at()).as_secs(), Lifetime::MAX.as_secs());
    let first = signer.user_sig(&alice, Lifetime::HOUR, UnixTime::from_secs(10));
    assert_eq!(first.issued_at().as_secs(), 0);
}

#[test]
fn backdating_is_at_most_a_day_of_whole_seconds() {
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let most = Signer::MAX_BACKDATING + Duration::from_millis(999);
    let user_sig = signer().with_backdating(most).unwrap().user_sig(&alice, Lifetime::HOUR, now);
    assert_eq!(user_sig.issued_at().as_secs(), 1_699_913_600);
    let too_long = signer().with_backdating(Signer::MAX_BACKDATING + Duration::from_secs(1)).unwrap_err();
    assert_eq!(too_long.to_string(), "backdating is at most 86400 seconds, not 86401");
}

#[test]
fn writing_appends_the_same_text() {
    let (alice, now) = (UserId::new("alice").unwrap(), UnixTime::from_secs(1_700_000_000));
    let user_sig = signer().user_sig(&alice, Lifetime::HOUR, now);
    let mut out = String::from("before ");
    let validity = signer().write_user_sig(&alice, Lifetime::HOUR, now, &mut out);
    assert_eq!(out, format!("before {user_sig}"));
    assert_eq!(validity.expires_at, user_sig.expires_at());
}

#[test]
fn the_longest_tickets_fit_what_is_promised() {
    let (longest, now) = (UserId::new(&"\"".repeat(32)).unwrap(), UnixTime::MAX);
    assert!(signer().user_sig(&longest, Lifetime::MAX, now).as_str().len() <= Signer::MAX_TICKET_LEN);
    let room = Room::name(&"~ }{|".repeat(13)[..64]).unwrap();
    let now = UnixTime::from_secs(1_700_000_000);
    let map_key = signer().private_map_key(&longest, &room, Privileges::ALL, Lifetime::MAX, now).unwrap();
    assert!(map_key.as_str().len() <= Signer::MAX_TICKET_LEN);
}

#[test]
fn sixty_four_threads_sign_what_one_signs() {
    let signer = signer();
    let now = UnixTime::from_secs(1_700_000_000);
    let sign = |signer: &Signer, thread: usize| -> Vec<String> {
        let ids = (0..50).map(|n| UserId::new(&format!("user_{thread}_{n}")).unwrap());
        ids.map(|id| signer.user_sig(&id, Lifetime::DAY, now).into_string()).collect()
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..64)
            .map(|thread| {
                scope.spawn({
                    let signer = &signer;
                    move || sign(signer, thread)
                })
            })
            .collect();
        for (thread, handle) in threads.into_iter().enumerate() {
            assert_eq!(handle.join().unwrap(), sign(&signer, thread));
        }
    });
}
