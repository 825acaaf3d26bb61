//! One pass over the characters copies them and changes those that JSON does not have. It knows whether it is inside a
//! string and nothing else, so a text that is far from JSON comes out as it was, and the parser refuses it.

use std::fmt::{self, Write};
use std::iter::Peekable;
use std::str::Chars;

use crate::fault::JsonFlaw;

pub(super) struct Pass<'a> {
    rest: Peekable<Chars<'a>>,
    pub(super) out: String,
    pub(super) flaws: Vec<JsonFlaw>,
}

impl<'a> Pass<'a> {
    pub(super) fn over(text: &'a str) -> Self {
        Self { rest: text.chars().peekable(), out: String::with_capacity(text.len()), flaws: Vec::new() }
    }

    pub(super) fn flaw(&mut self, flaw: JsonFlaw) {
        if self.flaws.len() < MAX_FLAWS && !self.flaws.contains(&flaw) {
            self.flaws.push(flaw);
        }
    }

    pub(super) fn run(&mut self) {
        while let Some(character) = self.rest.next() {
            match character {
                '"' => self.string('"'),
                '\'' | '“' | '”' | '‘' | '’' => {
                    self.flaw(JsonFlaw::SingleQuotes);
                    self.string(match character {
                        '“' | '”' => '”',
                        '‘' | '’' => '’',
                        quote => quote,
                    });
                }
                ',' => self.comma(),
                '=' => self.separator(),
                '：' => {
                    self.flaw(JsonFlaw::Separator { character });
                    self.out.push(':');
                }
                '/' if matches!(self.rest.peek(), Some('/' | '*')) => self.comment(),
                '#' => self.comment(),
                '-' if self.rest.peek() == Some(&'I') => {}
                character if character.is_alphabetic() || matches!(character, '_' | '$') => self.word(character),
                '0'..='9' => self.number(character),
                character => self.out.push(character),
            }
        }
    }

    /// Copies a string up to its closing quote, which becomes a double one.
    fn string(&mut self, quote: char) {
        self.out.push('"');
        while let Some(character) = self.rest.next() {
            match character {
                character if character == quote => break,
                '\\' => match self.rest.next() {
                    Some('\'') => self.out.push('\''),
                    Some(escaped) => self.out.extend(['\\', escaped]),
                    None => break,
                },
                '"' => self.out.push_str("\\\""),
                character if u32::from(character) < 0x20 => {
                    self.flaw(JsonFlaw::ControlCharacter { character });
                    write(&mut self.out, format_args!("\\u{:04x}", u32::from(character)));
                }
                character => self.out.push(character),
            }
        }
        self.out.push('"');
    }

    /// A comma before a closing brace goes.
    fn comma(&mut self) {
        let mut blanks = String::new();
        while let Some(blank) = self.rest.next_if(|character| character.is_whitespace()) {
            blanks.push(blank);
        }
        if matches!(self.rest.peek(), Some('}' | ']') | None) {
            self.flaw(JsonFlaw::TrailingComma);
        } else {
            self.out.push(',');
        }
        self.out.push_str(&blanks);
    }

    /// `=` and `=>` become a colon.
    fn separator(&mut self) {
        let _ = self.rest.next_if_eq(&'>');
        self.flaw(JsonFlaw::Separator { character: '=' });
        self.out.push(':');
    }

    fn comment(&mut self) {
        self.flaw(JsonFlaw::Comment);
        if self.rest.next_if_eq(&'*').is_some() {
            let mut last = ' ';
            for character in self.rest.by_ref() {
                if last == '*' && character == '/' {
                    return;
                }
                last = character;
            }
        }
        while self.rest.next_if(|character| *character != '\n').is_some() {}
    }

    fn number(&mut self, first: char) {
        self.out.push(first);
        while let Some(character) = self.rest.next_if(|c| c.is_ascii_alphanumeric() || "._+-".contains(*c)) {
            match character {
                'L' | 'n' | 'l' | '_' => self.flaw(JsonFlaw::Word { word: character.to_string() }),
                character => self.out.push(character),
            }
        }
    }

    /// A word that is not in quotes: a name, a value, or the letter before a string of Python.
    fn word(&mut self, first: char) {
        let mut word = String::from(first);
        let belongs = |c: &char| c.is_alphanumeric() || "_.$*+/-@".contains(*c);
        while let Some(character) = self.rest.next_if(belongs) {
            word.push(character);
        }
        if matches!(word.as_str(), "b" | "u" | "r" | "B" | "U")
            && let Some(quote) = self.rest.next_if(|character| matches!(character, '\'' | '"'))
        {
            self.flaw(JsonFlaw::SingleQuotes);
            return self.string(quote);
        }
        let Some(json) = json_word(&word) else { return self.unquoted(word) };
        if json != word {
            self.flaw(JsonFlaw::Word { word });
        }
        self.out.push_str(json);
    }

    /// A name without quotes, or a text with the padding of base64 behind it.
    fn unquoted(&mut self, mut word: String) {
        while self.rest.next_if_eq(&'=').is_some() {
            if !self.out.trim_end().ends_with(':') {
                self.flaw(JsonFlaw::Separator { character: '=' });
                return write(&mut self.out, format_args!("\"{word}\":"));
            }
            word.push('=');
        }
        write(&mut self.out, format_args!("\"{word}\""));
        self.flaw(JsonFlaw::Unquoted { word });
    }
}

/// The JSON of a word that stands for a value.
fn json_word(word: &str) -> Option<&'static str> {
    match word {
        "true" | "True" => Some("true"),
        "false" | "False" => Some("false"),
        "null" | "None" | "undefined" | "nil" | "NULL" | "Null" | "NaN" | "nan" | "Infinity" | "inf" => Some("null"),
        _ => None,
    }
}

fn write(out: &mut String, text: fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes any text");
}

/// More kinds of slips than one text has.
const MAX_FLAWS: usize = 8;
