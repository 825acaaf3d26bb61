//! The doctor has a finding for any text, and calls it good exactly if the verifier with the same arguments accepts it.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use usersig::{Language, Privileges, Room, SdkAppId, SecretKey, Tolerances, UnixTime, UserId, Verifier};
use usersig_doctor::{FindingId, Hints, NamedKey, Rendered, TicketKind, diagnose};

/// The keys of the seeds, and texts that are almost a key.
const KEYS: [&str; 4] = [
    "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef",
    "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef\u{200b}",
    "SECRETKEY=\"38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef\"\n",
    "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e",
];

fuzz_target!(|data: &[u8]| {
    let Some((&[choice, seconds], text)) = data.split_first_chunk() else { return };
    let text = String::from_utf8_lossy(text);
    let app = SdkAppId::new(1_400_000_000).expect("it is not 0");
    let user_id = UserId::new(if choice & 1 == 0 { "alice" } else { "bob" }).expect("it is an id");
    let room = Room::number(u32::from(choice >> 1 & 1) + 7).expect("it is not 0");
    let needed = Privileges::from_bits(choice >> 2 & 2);
    let key = KEYS[usize::from(choice >> 4 & 3)];
    let kind = if choice & 0x40 == 0 { TicketKind::UserSig } else { TicketKind::PrivateMapKey };
    let leeway = Duration::from_secs(u64::from(choice >> 7));
    let tolerances = Tolerances::default().with_leeway(leeway).expect("a second is allowed");
    let now = UnixTime::from_secs(1_700_000_000 + u64::from(seconds) * 10_000);

    let hints = Hints::default()
        .with_sdk_app_id(app)
        .with_user_id(user_id.as_str())
        .with_room(room)
        .with_needed(needed)
        .with_kind(kind)
        .with_key(NamedKey::new("key", key))
        .with_tolerances(tolerances)
        .with_now(now);
    let findings = diagnose(&text, &hints);
    assert!(!findings.is_empty(), "no finding");
    for finding in &findings {
        for language in [Language::English, Language::Chinese] {
            let Rendered { what, evidence, remedy, .. } = Rendered::new(finding, language);
            assert!(![what, evidence, remedy].contains(&String::new()), "{finding:?} has an empty sentence");
        }
    }
    let is_accepted = SecretKey::from_file(key.as_bytes()).is_ok_and(|key| {
        let verifier = Verifier::new(app, &key).with_tolerances(tolerances);
        match kind {
            TicketKind::PrivateMapKey => verifier.private_map_key(&text, &user_id, &room, needed, now).is_ok(),
            TicketKind::UserSig => verifier.user_sig(&text, &user_id, now).is_ok(),
        }
    });
    let is_good = findings.iter().any(|finding| finding.id() == FindingId::Good);
    assert_eq!(is_good, is_accepted, "{findings:?}");
});
