//! The key inside the text that was given as one.

use zeroize::Zeroizing;

use crate::base64;
use crate::blank::is_blank;
use crate::fault::KeyGarble;

/// The texts that may be the key itself, and how the given text differs from it. The first one is the text without the
/// characters around it.
pub(crate) fn of(text: &str) -> Vec<(KeyGarble, Zeroizing<String>)> {
    let mut cores: Vec<(KeyGarble, Zeroizing<String>)> = Vec::new();
    let mut push = |garble: KeyGarble, core: &str| {
        let is_new = core != text && !core.is_empty() && cores.iter().all(|(_, known)| known.as_str() != core);
        if is_new && cores.len() < MOST {
            cores.push((garble, Zeroizing::new(core.to_owned())));
        }
    };
    let bare = text.trim_matches(is_around);
    push(given(text, bare), bare);
    push(given(text, bare), text.trim_matches(is_blank));
    if let Some(value) = assigned(bare) {
        push(KeyGarble::Assignment, value);
    }
    for line in text.lines().take(MOST) {
        let line = line.trim_matches(is_around);
        push(given(text, line), line);
        if let Some(value) = assigned(line) {
            push(KeyGarble::Assignment, value);
        }
    }
    for run in text.split(|character: char| !character.is_ascii_hexdigit()).filter(|run| run.len() == KEY_LEN) {
        push(given(text, run), run);
    }
    let is_visible = |character: &char| !is_blank(*character) && !character.is_control();
    let visible: Zeroizing<String> = Zeroizing::new(text.chars().filter(is_visible).collect());
    push(given(text, &visible), &visible);
    let half = &bare[..bare.len() / 2 * usize::from(bare.is_char_boundary(bare.len() / 2))];
    if half.len() >= KEY_LEN / 2 && [half, half].concat() == bare {
        push(KeyGarble::Doubled, half);
    }
    let decoded =
        base64::decode(bare, base64::Alphabet::TicketOrStandard).and_then(|bytes| String::from_utf8(bytes).ok());
    if let Some(decoded) = decoded.filter(|decoded| decoded.chars().all(|c| !c.is_control() || c.is_whitespace())) {
        push(KeyGarble::Base64Decoded, decoded.trim_matches(is_around));
    }
    cores
}

/// The number of hexadecimal digits that the console shows.
pub(crate) const KEY_LEN: usize = 64;

/// More forms of one text than any key has had so far.
const MOST: usize = 24;

/// The first character that does not belong to the key.
fn given(text: &str, core: &str) -> KeyGarble {
    let before = text.find(core).and_then(|start| text[..start].chars().next());
    let behind = || text.find(core).and_then(|start| text[start + core.len()..].chars().next());
    let between = || text.chars().zip(core.chars()).find(|(given, kept)| given != kept).map(|(given, _)| given);
    KeyGarble::Given { character: before.or_else(behind).or_else(between).unwrap_or(' ') }
}

/// A blank, a quote or a bracket: nothing that a key has at its ends.
fn is_around(character: char) -> bool {
    is_blank(character) || character.is_control() || "\"'`“”‘’«»„‚「」『』＂＇<>()[]{},;，；。".contains(character)
}

/// The value of a line such as `export SECRETKEY="..."`.
fn assigned(line: &str) -> Option<&str> {
    let at = line.find(['=', ':', '：'])?;
    let (name, value) = (&line[..at], &line[at..]);
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-. \"'".contains(c);
    (name.len() <= MAX_NAME && name.chars().all(is_name))
        .then(|| value.trim_start_matches(['=', ':', '：', '>']).trim_matches(is_around))
}

/// Longer than the names of variables are.
const MAX_NAME: usize = 48;
