//! Both ways to read a ticket of ours find the same.

use proptest::prelude::*;

use super::*;
use crate::signing::mac_key::MacKey;
use crate::wire::ticket::{self, Scratch};
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;

fn ticket_of(template: &Template, identifier: &[u8], issued_at: u64, lifetime: u64) -> String {
    let key = MacKey::new(&SecretKey::new("a throw-away key").unwrap());
    let issued_at = UnixTime::from_secs(issued_at);
    let expires_at = issued_at.saturating_add(Duration::from_secs(lifetime));
    let sdk_app_id = template.sdk_app_id();
    let mut text = String::new();
    let claims = Claims { identifier, sdk_app_id, issued_at, expires_at, userbuf: None };
    ticket::write(template, &claims, &key, &mut text);
    text
}

/// The claims that both paths find are compared as text, because claims have no `==`.
fn assert_found_as_the_reader_finds_it(found: &(Claims<'_>, Mac), text: &str) {
    let mut scratch = Scratch::new();
    let read = ticket::read(text, &mut scratch).unwrap();
    assert_eq!(format!("{found:?}"), format!("{read:?}"), "{text}");
}

/// Apps and lifetimes that end alike, so that the copy behind a lifetime begins anywhere in it.
fn apps() -> impl Strategy<Value = u32> {
    prop_oneof![1_u32.., Just(1_400_000_000), 1..10_u32, Just(1_400_086_400), Just(3_000_604_800)]
}

fn lifetimes() -> impl Strategy<Value = u64> {
    prop_oneof![1..1_576_800_000_u64, Just(86_400), Just(604_800), Just(3600), Just(1), Just(1_000_000_000)]
}

proptest! {
    #[test]
    fn a_ticket_of_ours_is_recognized_and_says_what_the_reader_finds(
        app in apps(),
        identifier in prop_oneof!["[ -~]{1,128}", "[ -~]{1,32}", r#"["\\]{1,128}"#],
        issued_at in prop_oneof![1_000_000_000..10_000_000_000_u64, 0..100_u64],
        lifetime in lifetimes(),
    ) {
        let template = Template::new(SdkAppId::new(app).unwrap());
        let text = ticket_of(&template, identifier.as_bytes(), issued_at, lifetime);
        match claims_of_ours(&text, &template, identifier.as_bytes()) {
            Some(found) => assert_found_as_the_reader_finds_it(&found, &text),
            // A lifetime that shares more than four digits with the app needs a longer copy than this path knows.
            None => prop_assert!(text.len() > MAX_LEN || lifetime % 100_000 == u64::from(app) % 100_000),
        }
    }

    #[test]
    fn a_changed_ticket_is_not_recognized_or_says_what_the_reader_finds(
        at in any::<prop::sample::Index>(),
        character in "[A-Za-z0-9*_-]",
        identifier in "[ -~]{1,32}",
        lifetime in lifetimes(),
    ) {
        let template = Template::new(SdkAppId::new(1_400_000_000).unwrap());
        let mut text = ticket_of(&template, identifier.as_bytes(), 1_700_000_000, lifetime);
        let at = at.index(text.len());
        text.replace_range(at..=at, &character);
        if let Some(found) = claims_of_ours(&text, &template, identifier.as_bytes()) {
            assert_found_as_the_reader_finds_it(&found, &text);
        }
    }
}

#[test]
fn a_ticket_of_another_identifier_or_app_is_not_recognized() {
    let [ours, other] = [1_400_000_000, 1_400_000_001].map(|app| Template::new(SdkAppId::new(app).unwrap()));
    let text = ticket_of(&ours, b"alice", 1_700_000_000, 86_400);
    assert!(claims_of_ours(&text, &ours, b"alice").is_some());
    for identifier in [&b"alicf"[..], b"alic", b"alice2", b"Alice"] {
        assert!(claims_of_ours(&text, &ours, identifier).is_none());
    }
    assert!(claims_of_ours(&text, &other, b"alice").is_none());
}
