//! Tokens of other vendors.

use crate::fault::Vendor;

/// The vendor whose tokens begin as the text does.
pub(super) fn vendor(text: &str) -> Option<Vendor> {
    let hex_after = |prefix: &str, digits: usize| {
        let id = text.strip_prefix(prefix).and_then(|rest| rest.get(..digits));
        id.is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    if hex_after("006", 32) || text.starts_with("007eJ") {
        return Some(Vendor::Agora);
    }
    if hex_after("001", 24) {
        return Some(Vendor::Volcengine);
    }
    if text.len() >= MIN_ZEGO && (text.starts_with("04") || text.starts_with("03")) && text[2..].bytes().all(is_base64)
    {
        return Some(Vendor::Zego);
    }
    if text.contains("rongnav.com") || text.contains("rongcfg.com") {
        return Some(Vendor::RongCloud);
    }
    if let Some((_, vendor)) = PREFIXES.iter().find(|(prefix, _)| text.starts_with(prefix)) {
        return Some(*vendor);
    }
    let mut parts = text.split('.');
    let is_version = parts.next().is_some_and(|version| matches!(version, "v1" | "v2" | "v3" | "v4"));
    let is_purpose = parts.next().is_some_and(|purpose| matches!(purpose, "local" | "public"));
    (is_version && is_purpose).then_some(Vendor::Paseto)
}

/// Shorter texts that begin with 04 are something else.
const MIN_ZEGO: usize = 64;

const PREFIXES: [(&str, Vendor); 10] = [
    ("YWMt", Vendor::Easemob),
    ("LTAI", Vendor::Aliyun),
    ("AKIA", Vendor::Aws),
    ("ASIA", Vendor::Aws),
    ("ghp_", Vendor::GitHub),
    ("gho_", Vendor::GitHub),
    ("ghs_", Vendor::GitHub),
    ("github_pat_", Vendor::GitHub),
    ("gAAAAA", Vendor::Fernet),
    ("ya29.", Vendor::Google),
];

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
}
