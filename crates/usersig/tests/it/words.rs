//! Nothing invalid can be built, and the errors say what is wrong.

use std::time::{Duration, SystemTime};

use usersig::{
    ErrorCode, InvalidRoom, InvalidSecretKey, InvalidUserId, Lifetime, Privileges, Room, SdkAppId, SecretKey, UnixTime,
    UserId,
};

#[test]
fn an_id_is_1_to_32_printable_ascii_characters() {
    assert_eq!(UserId::new(""), Err(InvalidUserId::Empty));
    assert_eq!(UserId::new(&"x".repeat(33)), Err(InvalidUserId::TooLong { len: 33 }));
    assert_eq!(UserId::new(&"x".repeat(3000)), Err(InvalidUserId::TooLong { len: 3000 }));
    for character in ['\n', '\r', '\0', '\u{7f}', '\u{1b}', '\t', 'é', '用', '\u{feff}'] {
        let refused = UserId::new(&format!("alice{character}"));
        assert_eq!(refused, Err(InvalidUserId::NotPrintableAscii { at: 5, character }));
    }
    assert!(UserId::new("alice\nTLS.sdkappid:1\nTLS.time:1\nTLS.expire:1").is_err());
    assert!(UserId::new(&"用".repeat(32)).is_err());
    for id in ["a", " ", "~", "quo\"te", "back\\slash", &"x".repeat(32)] {
        assert_eq!(UserId::new(id).unwrap().as_str(), id);
    }
}

#[test]
fn an_invalid_id_says_why_and_has_the_code_of_the_sdks() {
    let refused = UserId::new("alice\u{1b}[2J").unwrap_err();
    assert_eq!(refused.to_string(), "user id has '\\u{1b}' at byte 5, only printable ASCII is allowed");
    assert_eq!(refused.code(), ErrorCode::new(7003));
    assert_eq!(UserId::new(&"x".repeat(33)).unwrap_err().to_string(), "user id has 33 bytes, at most 32 are allowed");
}

#[test]
fn ids_are_ordered_and_equal_as_texts() {
    let ids = ["B", "a", "aa", "b"].map(|id| UserId::new(id).unwrap());
    assert!(ids.is_sorted());
    assert_ne!(UserId::new("alice"), UserId::new("Alice"));
    assert!(UserId::new("user_1-A").unwrap().uses_advised_alphabet());
    assert!(!UserId::new("user#1").unwrap().uses_advised_alphabet());
}

#[test]
fn an_app_is_not_0_and_fits_32_bits() {
    assert!(SdkAppId::new(0).is_err());
    for text in ["0", "+1", "007", "4294967296", "-1", "1.0", "", "1e3", " 1"] {
        assert!(text.parse::<SdkAppId>().is_err(), "{text}");
    }
    assert_eq!("4294967295".parse::<SdkAppId>(), SdkAppId::new(u32::MAX));
}

#[test]
fn a_lifetime_is_1_second_to_50_years() {
    for secs in [0, 1_576_800_001, 1 << 31, i64::MAX as u64, u64::MAX] {
        assert!(Lifetime::from_secs(secs).is_err(), "{secs}");
    }
    assert_eq!(Lifetime::from_secs(1_576_800_000), Ok(Lifetime::MAX));
    assert!(Lifetime::try_from(Duration::from_millis(999)).is_err());
}

#[test]
fn a_key_is_refused_for_what_copying_does_to_it() {
    let refused = |text: &str| SecretKey::new(text).map(drop).unwrap_err();
    assert_eq!(refused(""), InvalidSecretKey::Empty);
    assert_eq!(refused("key "), InvalidSecretKey::OuterWhiteSpace);
    assert_eq!(refused("\tkey"), InvalidSecretKey::OuterWhiteSpace);
    assert_eq!(refused("key\n"), InvalidSecretKey::OuterWhiteSpace);
    assert_eq!(refused(" "), InvalidSecretKey::OuterWhiteSpace);
    assert_eq!(refused("\u{feff}key"), InvalidSecretKey::ByteOrderMark);
    assert_eq!(refused("-----BEGIN PUBLIC KEY-----\nMFkw"), InvalidSecretKey::Pem);
    for invisible in ["\u{200b}", "\u{200d}", "\u{200e}", "\u{202e}", "\u{2060}", "\u{ad}", "\u{fe0f}"] {
        assert_eq!(refused(&format!("key{invisible}")), InvalidSecretKey::InvisibleCharacter, "{invisible:?}");
        assert_eq!(refused(&format!("{invisible}key")), InvalidSecretKey::InvisibleCharacter, "{invisible:?}");
    }
    for text in ["old\nnew", "key\0", "k\0e\0y\0", "a\u{7f}b", "a\tb", "a\u{85}b"] {
        assert_eq!(refused(text), InvalidSecretKey::ControlCharacter, "{text:?}");
    }
}

#[test]
fn a_key_file_loses_exactly_one_line_end() {
    for bytes in ["key", "key\n", "key\r\n"] {
        assert!(SecretKey::from_file(bytes.as_bytes()).is_ok(), "{bytes:?}");
    }
    for bytes in ["key\n\n", "key\r", "key \n", "\nkey\n", "\n", ""] {
        assert!(SecretKey::from_file(bytes.as_bytes()).is_err(), "{bytes:?}");
    }
    assert_eq!(SecretKey::from_file(b"\xff\xfe").map(drop), Err(InvalidSecretKey::NotText));
}

#[test]
fn a_room_has_a_number_from_1_or_a_documented_name() {
    assert_eq!(Room::number(0), Err(InvalidRoom::NumberZero));
    assert_eq!(Room::name(""), Err(InvalidRoom::NameEmpty));
    assert_eq!(Room::name(&"x".repeat(65)), Err(InvalidRoom::NameTooLong { len: 65 }));
    for character in ['\n', '/', '\\', '"', '\'', '*', '`', 'é'] {
        assert_eq!(Room::name(&format!("a{character}")), Err(InvalidRoom::NameCharacter { at: 1, character }));
    }
    assert!(Room::name("lobby !#$%&()+-:;<=.>?@[]^_{}|~,").is_ok());
    assert!(Room::name(&"x".repeat(64)).is_ok());
}

#[test]
fn privileges_are_read_by_number_and_by_name() {
    for (text, bits) in
        [("0", 0), ("255", 255), ("all", 255), ("audience", 42), ("none", 0), ("enter", 2), ("create,recv-screen", 129)]
    {
        assert_eq!(text.parse(), Ok(Privileges::from_bits(bits)), "{text}");
    }
    for text in ["", "256", "-1", "enter,", "enter, create", "Enter", "999999999999"] {
        assert!(text.parse::<Privileges>().is_err(), "{text:?}");
    }
    for bits in 0..=255 {
        let privileges = Privileges::from_bits(bits);
        assert_eq!(privileges.to_string().parse(), Ok(privileges));
    }
}

#[test]
fn a_clock_before_1970_is_an_error() {
    let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
    assert!(UnixTime::try_from(before).is_err());
    assert_eq!(UnixTime::try_from(SystemTime::UNIX_EPOCH), Ok(UnixTime::from_secs(0)));
}
