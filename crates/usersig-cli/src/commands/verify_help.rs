//! The help of `usersig verify`.

use std::collections::BTreeMap;

use usersig::Cause;

use crate::options::room;

pub(crate) const EXAMPLES: &str = "\
Examples:
  usersig verify --sdkappid 1400000000 --user-id alice --key-file key < ticket
  usersig verify --user-id alice --json < ticket
  usersig verify --user-id bob --room-name lobby --privileges enter < ticket

With --room-id or --room-name the ticket must be a PrivateMapKey, without them a UserSig. usersig inspect shows the values \
of a ticket without a key, and usersig doctor finds out why a ticket is refused.

Exit status: 0 the ticket is good; 1 it is refused; 2 usage, file, key or clock error. The reason of a refusal goes to \
standard error, with --json to standard output.

The members of the JSON object are valid, user_id, sdk_app_id, issued_at, expires_at and fingerprint, and for a \
PrivateMapKey room_id or room_name, and privileges. For a refused ticket they are valid, code, name, cause, message and \
advice.";

/// The help of `usersig verify --help`.
pub(crate) fn long_help() -> String {
    format!("{EXAMPLES}\n\n{}\n\n{}", room::privileges_help(), causes_help())
}

/// The list of all causes by their code, from the table of the library.
fn causes_help() -> String {
    let mut by_code: BTreeMap<i32, Vec<Cause>> = BTreeMap::new();
    for cause in Cause::ALL {
        by_code.entry(-cause.code().number().abs()).or_default().push(cause);
    }
    let lines = by_code.into_values().rev().flat_map(|causes| {
        let code = causes.first().map(|cause| cause.code().to_string()).unwrap_or_default();
        let names: Vec<&str> = causes.into_iter().map(Cause::as_str).collect();
        // Six fit into a line.
        names.chunks(6).map(|names| format!("  {code:7}  {}", names.join(", "))).collect::<Vec<_>>()
    });
    format!("The complete list of causes with their codes:\n{}", lines.collect::<Vec<_>>().join("\n"))
}
