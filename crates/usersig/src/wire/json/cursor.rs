//! A position in a JSON text. Each step takes what must or can follow.

use std::mem;

use crate::wire::json::bad_json::BadJson;
use crate::wire::json::string::{plain_len, unescaped};
use crate::wire::json::value::Value;

pub(super) struct Cursor<'a> {
    rest: &'a mut [u8],
    len: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a mut [u8]) -> Self {
        let len = text.len();
        Self { rest: text, len }
    }

    /// The same position as a value of its own. A loop over it keeps its state in registers.
    pub(super) fn take_over(&mut self) -> Self {
        Self { rest: mem::take(&mut self.rest), len: self.len }
    }

    /// Refuses anything that follows.
    pub(super) fn end(self) -> Result<(), BadJson> {
        if self.rest.is_empty() { Ok(()) } else { self.refuse() }
    }

    /// The name of a member and everything up to its value.
    // Always inlined in this file: with plain `inline`, an official ticket takes 1.5 % more instructions.
    #[inline(always)]
    pub(super) fn key(&mut self) -> Result<&'a [u8], BadJson> {
        self.expect(b'"')?;
        let key = self.string()?;
        self.skip_space();
        self.expect(b':')?;
        self.skip_space();
        Ok(key)
    }

    #[inline(always)]
    pub(super) fn word(&mut self) -> Result<Value<'a>, BadJson> {
        let words: [&[u8]; 3] = [b"true", b"false", b"null"];
        let Some(word) = words.into_iter().find(|word| self.rest.starts_with(word)) else {
            return self.refuse();
        };
        self.take(word.len());
        Ok(Value::Other)
    }

    #[inline(always)]
    pub(super) fn number(&mut self) -> Result<Value<'a>, BadJson> {
        let mut plain = !self.take_if(|byte| byte == b'-');
        let whole = self.digits()?;
        if whole.len() > 1 && whole[0] == b'0' {
            return self.refuse();
        }
        if self.take_if(|byte| byte == b'.') {
            plain = false;
            self.digits()?;
        }
        if self.take_if(|byte| matches!(byte, b'e' | b'E')) {
            plain = false;
            self.take_if(|byte| matches!(byte, b'+' | b'-'));
            self.digits()?;
        }
        Ok(if plain { Value::of_digits(whole) } else { Value::Other })
    }

    /// One digit or more.
    #[inline(always)]
    fn digits(&mut self) -> Result<&'a [u8], BadJson> {
        let len = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if len == 0 { self.refuse() } else { Ok(self.take(len)) }
    }

    /// Everything behind the opening quote, which is taken with the closing one.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<&'a mut [u8], BadJson> {
        let len = if self.peek() == Some(b'"') { 0 } else { plain_len(self.rest) };
        match self.rest.get(len) {
            Some(b'"') => {
                let text = self.take(len);
                self.take(1);
                Ok(text)
            }
            Some(b'\\') => match unescaped(mem::take(&mut self.rest), len) {
                Ok((text, rest)) => {
                    self.rest = rest;
                    Ok(text)
                }
                Err(rest) => Err(BadJson::Syntax { at: self.len - rest }),
            },
            _ => {
                self.take(len);
                self.refuse()
            }
        }
    }

    #[inline(always)]
    pub(super) fn skip_space(&mut self) {
        while self.take_if(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {}
    }

    #[inline(always)]
    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    #[inline(always)]
    pub(super) fn take_if(&mut self, wanted: impl FnOnce(u8) -> bool) -> bool {
        let found = self.peek().is_some_and(wanted);
        if found {
            self.take(1);
        }
        found
    }

    #[inline(always)]
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), BadJson> {
        if self.take_if(|found| found == byte) { Ok(()) } else { self.refuse() }
    }

    /// `len` is at most what is left.
    #[inline(always)]
    pub(super) fn take(&mut self, len: usize) -> &'a mut [u8] {
        let (taken, rest) = mem::take(&mut self.rest).split_at_mut(len);
        self.rest = rest;
        taken
    }

    pub(super) fn refuse<T>(&self) -> Result<T, BadJson> {
        Err(BadJson::Syntax { at: self.len - self.rest.len() })
    }
}
