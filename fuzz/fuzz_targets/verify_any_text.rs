//! A text that was not signed with the app's key is refused, and the refusal does not depend on its claims.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use usersig::{Privileges, Room, SdkAppId, SecretKey, UnixTime, UserId, Verifier, VerifyError, inspect};

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

static VERIFIER: LazyLock<Verifier> = LazyLock::new(|| {
    let key = SecretKey::new("a key that has signed nothing").expect("it is a key");
    Verifier::new(SdkAppId::new(1_400_000_000).expect("it is not 0"), &key)
});

fuzz_target!(|text: &str| {
    let (alice, room) = (UserId::new("alice").expect("it is an id"), Room::number(7).expect("it is not 0"));
    let user_sig = VERIFIER.user_sig(text, &alice, NOW).expect_err("let in");
    let map_key = VERIFIER.private_map_key(text, &alice, &room, Privileges::NONE, NOW).expect_err("let in");
    assert_eq!(user_sig, map_key);
    match inspect(text) {
        Err(malformed) => assert_eq!(user_sig, VerifyError::Malformed(malformed)),
        Ok(_) => assert!(matches!(user_sig, VerifyError::BadSignature | VerifyError::WrongSdkAppId { .. })),
    }
});
