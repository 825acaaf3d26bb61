//! Ids that look the same and are not.

use crate::blank::is_blank;
use crate::fault::Difference;

/// In what two ids differ that are not the same.
pub(crate) fn difference(asked: &str, named: &str) -> Difference {
    let without_blanks = |id: &str| id.replace(is_blank, "");
    if without_blanks(asked) == without_blanks(named) {
        return Difference::WhiteSpace;
    }
    if asked.to_lowercase() == named.to_lowercase() {
        return Difference::Case;
    }
    let character = asked.chars().chain(named.chars()).find(|character| !character.is_ascii());
    match character {
        Some(character) if skeleton(asked) == skeleton(named) => Difference::LookAlike { character },
        _ => Difference::Entire,
    }
}

/// The id in the small ASCII letters it looks like.
fn skeleton(id: &str) -> String {
    let seen = id.chars().filter(|character| !is_blank(*character) && !is_accent(*character));
    seen.flat_map(char::to_lowercase).map(ascii_of).collect()
}

/// A combining accent, as decomposed texts have them.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

fn ascii_of(character: char) -> char {
    // The full-width forms are ASCII moved.
    if matches!(character, '\u{ff01}'..='\u{ff5e}') {
        let ascii = u32::from(character) - 0xff01 + u32::from('!');
        return char::from_u32(ascii).unwrap_or(character).to_ascii_lowercase();
    }
    LOOK_ALIKES.iter().find(|(_, foreign)| foreign.contains(character)).map_or(character, |(ascii, _)| *ascii)
}

/// Small letters of other scripts, and letters with accents, by what they are taken for.
const LOOK_ALIKES: [(char, &str); 27] = [
    ('a', "аαàáâãäåā"),
    ('b', "ьβ"),
    ('c', "сçϲćč"),
    ('d', "ԁď"),
    ('e', "еèéêëēεє"),
    ('g', "ɡğ"),
    ('h', "һн"),
    ('i', "іìíîïīıι"),
    ('j', "ј"),
    ('k', "кκ"),
    ('l', "ӏłⅼ"),
    ('m', "мⅿ"),
    ('n', "ñńη"),
    ('o', "оοòóôõöøō"),
    ('p', "рρ"),
    ('q', "ԛ"),
    ('r', "гř"),
    ('s', "ѕśš"),
    ('t', "тτ"),
    ('u', "υùúûüūц"),
    ('v', "ѵν"),
    ('w', "ѡωԝ"),
    ('x', "хχ"),
    ('y', "уýÿγ"),
    ('z', "źžζ"),
    ('-', "‐‑‒–—−"),
    ('_', "‿＿"),
];
