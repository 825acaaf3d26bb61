use super::*;

#[test]
fn every_character_is_written_as_the_standard_library_writes_it() {
    for character in '\0'..=char::MAX {
        let mut bytes = [0; 4];
        let len = write_character(&mut bytes, 0, character.into());
        assert_eq!(bytes[..len], *character.encode_utf8(&mut [0; 4]).as_bytes(), "{character:?}");
    }
}

/// Reads a string into memory of its own, one character after the other. The results are those of [`unescaped`].
fn naive(text: &[u8]) -> Result<(Vec<u8>, usize), usize> {
    let (mut string, mut at) = (vec![], 0);
    loop {
        match text.get(at) {
            None => return Err(0),
            Some(b'"') => return Ok((string, at + 1)),
            Some(0..0x20) => return Err(text.len() - at),
            Some(b'\\') => {
                if let Some((character, taken)) = escaped_unit(&text[at..]) {
                    string.extend(char::from_u32(character).unwrap().to_string().bytes());
                    at += taken;
                } else {
                    let escapes = [(b'"', b'"'), (b'\\', b'\\'), (b'n', b'\n'), (b'/', b'/')];
                    let found = escapes.iter().find(|(escape, _)| text.get(at + 1) == Some(escape));
                    string.push(found.ok_or(text.len() - at)?.1);
                    at += 2;
                }
            }
            Some(byte) => {
                string.push(*byte);
                at += 1;
            }
        }
    }
}

#[test]
fn escapes_are_resolved_in_place_as_if_they_were_read_into_another_place() {
    let pieces =
        ["a", "\u{e9}", r"\n", r"\\", r#"\""#, r"\u0061", r"\ud83d\ude00", r"\ud83d", r"\x", "\\", "\"", "\u{1}"];
    let mut texts = vec![String::new()];
    for _ in 0..5 {
        texts = texts.iter().flat_map(|text| pieces.map(|piece| text.clone() + piece)).collect();
    }
    for text in &texts {
        let mut bytes = text.clone().into_bytes();
        let start = plain_len(&bytes);
        let read = unescaped(&mut bytes, start).map(|(string, rest)| (string.to_vec(), text.len() - rest.len()));
        assert_eq!(read, naive(text.as_bytes()), "{text:?}");
    }
}
