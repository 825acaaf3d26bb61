//! A userbuf that the caller wrote, as the official Python signer takes one.

use usersig::{BadUserBuf, Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier};

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

fn userbuf(account: &str, app: u32, number: u32, expires_at: u32, privileges: u32, name: Option<&str>) -> Vec<u8> {
    let mut bytes = vec![u8::from(name.is_some())];
    bytes.extend(u16::try_from(account.len()).unwrap().to_be_bytes());
    bytes.extend(account.as_bytes());
    bytes.extend([app, number, expires_at, privileges, 0].into_iter().flat_map(u32::to_be_bytes));
    if let Some(name) = name {
        bytes.extend(u16::try_from(name.len()).unwrap().to_be_bytes());
        bytes.extend(name.as_bytes());
    }
    bytes
}

fn key() -> SecretKey {
    SecretKey::new("a throw-away key").unwrap()
}

fn sign(userbuf: &[u8]) -> Result<String, BadUserBuf> {
    let signer = Signer::new(SdkAppId::new(7).unwrap(), &key());
    let alice = UserId::new("alice").unwrap();
    let map_key = signer.private_map_key_with_userbuf(&alice, userbuf, Lifetime::HOUR, NOW)?;
    assert_eq!(map_key.expires_at(), UnixTime::from_secs(1_700_000_060));
    Ok(map_key.into_string())
}

#[test]
fn a_userbuf_that_verifiers_accept_is_signed_with_every_room() {
    let longest = "n".repeat(64);
    let rooms =
        [(Room::number(u32::MAX).unwrap(), u32::MAX, None), (Room::name(&longest).unwrap(), 0, Some(&*longest))];
    for (room, number, name) in rooms {
        let text = sign(&userbuf("alice", 7, number, 1_700_000_060, 42, name)).unwrap();
        let verifier = Verifier::new(SdkAppId::new(7).unwrap(), &key());
        let alice = UserId::new("alice").unwrap();
        verifier.private_map_key(&text, &alice, &room, Privileges::AUDIENCE, NOW).unwrap();
    }
}

#[test]
fn a_userbuf_that_no_verifier_accepts_is_not_signed() {
    let good = userbuf("alice", 7, 9, 1_700_000_060, 42, None);
    let cases = [
        (b"abc".to_vec(), BadUserBuf::Length),
        (userbuf("bob", 7, 9, 1_700_000_060, 42, None), BadUserBuf::Account),
        (userbuf("alice", 8, 9, 1_700_000_060, 42, None), BadUserBuf::SdkAppId),
        (userbuf("alice", 7, 0, 1_700_000_060, 42, None), BadUserBuf::Room),
        (userbuf("alice", 7, 0, 1_700_000_060, 42, Some(&"n".repeat(65))), BadUserBuf::Room),
        (userbuf("alice", 7, 9, 1_700_000_060, 256, None), BadUserBuf::Privileges),
        ([&good[..], b"x"].concat(), BadUserBuf::Length),
    ];
    for (bytes, expected) in cases {
        assert_eq!(sign(&bytes).unwrap_err(), expected, "{bytes:?}");
    }
}
