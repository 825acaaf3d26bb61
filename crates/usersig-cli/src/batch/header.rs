//! The names of the columns of a CSV file, and hints for a header that has other names.

use anyhow::ensure;

/// The columns of a request, and of an earlier batch, whose output can be the input of another.
pub(crate) const KNOWN: [&str; 8] =
    ["user_id", "ttl", "room_id", "room_name", "privileges", "user_sig", "private_map_key", "expires_at"];

/// Refuses a header whose columns are separated by another character than a comma, as some spreadsheets save them.
pub(crate) fn check_separator(header: &str) -> anyhow::Result<()> {
    for (separator, name) in [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")] {
        let columns = header.split(separator);
        ensure!(
            header.contains(',')
                || !header.contains(separator)
                || !columns.into_iter().any(|name| meant(name).is_some()),
            "the columns are separated by {name}: save the file as CSV with commas between the cells"
        );
    }
    Ok(())
}

/// The column that is nearly spelt like this.
fn meant(name: &str) -> Option<&'static str> {
    let bare = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    let asked = bare(name);
    let meant = KNOWN.into_iter().find(|known| bare(known) == asked);
    meant.or_else(|| ALIASES.iter().find(|(alias, _)| *alias == asked).map(|(_, known)| *known))
}

/// Other names of the columns, without capitals and punctuation.
const ALIASES: [(&str, &str); 14] = [
    ("account", "user_id"),
    ("expire", "ttl"),
    ("expires", "ttl"),
    ("expiresin", "ttl"),
    ("identifier", "user_id"),
    ("lifetime", "ttl"),
    ("privilege", "privileges"),
    ("privilegemap", "privileges"),
    ("roomnumber", "room_id"),
    ("roomstr", "room_name"),
    ("strroomid", "room_name"),
    ("uid", "user_id"),
    ("user", "user_id"),
    ("username", "user_id"),
];

/// The next step after an unknown column: another spelling, or a header if the line is data.
pub(crate) fn hint(name: &str, header: &str) -> String {
    if let Some(meant) = meant(name) {
        return format!(": write {meant}");
    }
    if header.split(',').any(|name| meant(name.trim()).is_some()) {
        return String::from(": remove the column");
    }
    String::from(
        ". A CSV file begins with a line of column names, such as user_id,ttl. For a file with only a user id on each \
         line, use --input-format lines",
    )
}
