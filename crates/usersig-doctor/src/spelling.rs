//! Names that are nearly those of a ticket's members.

use usersig::Field;

/// Of names no member has, the one that was meant for this member.
pub(crate) fn nearest<'a>(field: Field, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let names = names.filter(|name| name.len() <= MAX_LEN).take(MAX_NAMES);
    let (distance, name) = names.map(|name| (distance(field, name), name)).min_by_key(|(distance, _)| *distance)?;
    (distance <= MAX_DISTANCE).then_some(name)
}

/// Longer names are not typing errors.
const MAX_LEN: usize = 32;

/// More unknown members than any signer writes.
const MAX_NAMES: usize = 64;

/// How many letters may be wrong.
const MAX_DISTANCE: usize = 1;

/// 0 for a name that differs only in case, punctuation or the prefix, or that other systems use.
fn distance(field: Field, name: &str) -> usize {
    let name = bare(name);
    if aliases(field).contains(&name.as_str()) { 0 } else { edits(&bare(field.name()), &name) }
}

/// The letters and digits, small, without the prefix.
fn bare(name: &str) -> String {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    name.strip_prefix("tls").map(str::to_owned).unwrap_or(name)
}

fn aliases(field: Field) -> &'static [&'static str] {
    match field {
        Field::Expire => &["exp", "expires", "expiretime", "expiretimes", "expiresin", "lifetime", "ttl"],
        Field::Identifier => &["account", "id", "identifer", "uid", "user", "userid", "username"],
        Field::SdkAppId => &["app", "appid", "sdkapp"],
        Field::Sig => &["mac", "sign", "signature", "usersig"],
        Field::Time => &["created", "currtime", "iat", "issuedat", "now", "timestamp", "ts"],
        Field::UserBuf => &["userbuffer"],
        Field::Ver => &["v", "version"],
        _ => &[],
    }
}

/// The edit distance of Levenshtein.
fn edits(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.bytes().enumerate() {
        let mut diagonal = at;
        row[0] = at + 1;
        for (place, known) in other.bytes().enumerate() {
            let replaced = diagonal + usize::from(letter != known);
            diagonal = row[place + 1];
            row[place + 1] = replaced.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
