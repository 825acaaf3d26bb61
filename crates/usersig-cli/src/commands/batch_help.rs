//! The help of `usersig batch`.

use crate::batch::chunks;

pub(crate) const EXAMPLES: &str = "\
Examples:
  usersig batch users.txt --output tickets.txt
  usersig batch users.csv --output tickets.ndjson --ttl 7d
  usersig batch --input-format ndjson < users.ndjson | gzip > tickets.gz
  usersig batch --verify tickets.ndjson --output verdicts.csv

A bad line is reported as `line N: reason` on standard error, and the batch continues. Only the first 1000 bad lines are \
reported, the others are counted by reason. A line whose user id, lifetime or room is probably a mistake is signed and \
listed in a warning at the end; with --strict it is a bad line.

Exit status: 0 all lines are good; 1 there were bad lines or refused tickets; 2 usage, file, key or clock error; 130 \
interrupted. The output file is written with exit status 0 and 1. An older file stays if the input has lines and \
none is good, or if --fail-fast stopped the batch. An input without lines gives an output without lines, and with --strict \
an error. A new file has mode 600, also if it replaces a file with another mode or owner.";

const FORMATS: &str = "\
Formats:
  lines   one user id on each line. The output has one ticket on each line, or with --verify the word good or the cause, \
and an empty line for a bad line. If --input-format is not given, a line with any of \",;[]{|} is a bad line, because it \
may be CSV or JSON
  csv     RFC 4180 with one record on each line and a header with the names of the columns
  ndjson  one JSON object on each line

Fields: user_id, and optionally ttl (seconds or 7d), room_id or room_name, and privileges (a number, names with commas \
between them, or in ndjson a list of names). A record with a room asks for a PrivateMapKey. With --verify a record also has \
user_sig, or private_map_key and its room.

The output has user_id, user_sig or private_map_key, room_id or room_name, and expires_at. It can be the input of another \
batch. With --verify the output has user_id, valid and cause. The output has the order of the input.";

/// The help of `usersig batch --help`.
pub(crate) fn long_help() -> String {
    format!("{EXAMPLES}\n\n{FORMATS} A line has at most {} KiB.", chunks::MAX_LEN / 1024)
}
