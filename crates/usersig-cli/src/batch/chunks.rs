//! Reads the input in chunks of whole lines, so that memory is bounded.

use std::io::{self, ErrorKind, Read};

use memchr::memrchr;

/// The maximum size of a line in bytes with its end, and the size of a chunk of users: eight times the longest ticket.
pub(crate) const MAX_LEN: usize = 32 * 1024;

/// The size of a chunk of tickets. A line with a ticket is ten times as long as a line with a user, and each chunk takes
/// turns with the others at the input and the output.
pub(crate) const TICKETS_LEN: usize = 8 * MAX_LEN;

/// Some editors put this mark before the text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads whole lines. Lines that have arrived are returned at once, so that a slow sender gets an answer to each line.
pub(crate) struct Chunks<R> {
    source: R,
    size: usize,
    rest: Vec<u8>,
    has_ended: bool,
}

/// The content of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// One or more lines with their ends, which the last line of the input may lack. A line can be too long only in a chunk
    /// that is larger than a line may be.
    Lines,
    /// The beginning of a line that is too long. The remaining bytes of the line are skipped.
    TooLong,
}

impl<R: Read> Chunks<R> {
    /// Starts to read. A byte order mark is not a part of the first line.
    pub(crate) fn new(mut source: R) -> io::Result<Self> {
        let mut rest = Vec::new();
        while rest.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(&rest) {
            if !append(&mut source, &mut rest, MAX_LEN)? {
                break;
            }
        }
        if rest.starts_with(BYTE_ORDER_MARK) {
            rest.drain(..BYTE_ORDER_MARK.len());
        }
        Ok(Self { source, size: MAX_LEN, rest, has_ended: false })
    }

    /// Changes the maximum size of a chunk.
    pub(crate) const fn with_size(mut self, size: usize) -> Self {
        self.size = size;
        self
    }

    /// The first bytes of the input.
    pub(crate) fn beginning(&self) -> &[u8] {
        &self.rest
    }

    /// The first line with its end, for a format whose first line is a header.
    pub(crate) fn header(&mut self) -> io::Result<Vec<u8>> {
        let mut chunk = Vec::new();
        self.read(&mut chunk)?;
        let end = chunk.iter().position(|byte| *byte == b'\n').map_or(chunk.len(), |end| end + 1);
        let mut rest = chunk.split_off(end);
        rest.append(&mut self.rest);
        self.rest = rest;
        Ok(chunk)
    }

    /// Replaces the content of the chunk by the next lines. Returns nothing at the end.
    pub(crate) fn read(&mut self, chunk: &mut Vec<u8>) -> io::Result<Option<Content>> {
        // The read overwrites the earlier content. Clearing it first would fill the whole chunk with zeros each time.
        chunk.resize(self.size.max(self.rest.len()), 0);
        let mut len = self.rest.len();
        chunk[..len].copy_from_slice(&self.rest);
        self.rest.clear();
        let mut searched = 0;
        let content = loop {
            if let Some(end) = memrchr(b'\n', &chunk[searched..len]) {
                self.rest.extend(&chunk[searched + end + 1..len]);
                len = searched + end + 1;
                break Some(Content::Lines);
            }
            searched = len;
            if searched >= MAX_LEN {
                self.skip_line()?;
                break Some(Content::TooLong);
            }
            // A terminal can continue after its end. Every thread would wait for an end of its own.
            let read = if self.has_ended { 0 } else { read(&mut self.source, &mut chunk[len..])? };
            len += read;
            self.has_ended = read == 0;
            if self.has_ended {
                break (len > 0).then_some(Content::Lines);
            }
        };
        chunk.truncate(len);
        Ok(content)
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            self.rest.clear();
            if !append(&mut self.source, &mut self.rest, MAX_LEN)? {
                return Ok(());
            }
            if let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
                self.rest.drain(..=end);
                return Ok(());
            }
        }
    }
}

/// Appends the bytes of one read. Returns `false` at the end.
fn append(source: &mut impl Read, bytes: &mut Vec<u8>, most: usize) -> io::Result<bool> {
    let len = bytes.len();
    bytes.resize(len + most, 0);
    let read = read(source, &mut bytes[len..])?;
    bytes.truncate(len + read);
    Ok(read > 0)
}

fn read(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns this many bytes with each read.
    struct Drip<'a>(&'a [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(buffer.len());
            self.0.read(&mut buffer[..most])
        }
    }

    fn chunks(text: &[u8], drip: usize) -> Vec<(Content, Vec<u8>)> {
        let mut chunks = Chunks::new(Drip(text, drip)).unwrap();
        let (mut all, mut chunk) = (Vec::new(), Vec::new());
        while let Some(content) = chunks.read(&mut chunk).unwrap() {
            all.push((content, chunk.clone()));
        }
        all
    }

    fn joined(chunks: &[(Content, Vec<u8>)]) -> Vec<u8> {
        chunks.iter().flat_map(|(_, chunk)| chunk).copied().collect()
    }

    #[test]
    fn chunks_are_whole_lines_and_together_the_input_however_it_comes() {
        let text = "alice\nbob\r\n\ncarol\nno end".repeat(100);
        for drip in [1, 2, 3, 1000, MAX_LEN, usize::MAX] {
            let chunks = chunks(text.as_bytes(), drip);
            let (last, others) = chunks.split_last().unwrap();
            assert!(others.iter().all(|(_, chunk)| chunk.ends_with(b"\n") && chunk.len() <= MAX_LEN));
            assert!(joined(&chunks) == text.as_bytes() && last.1.ends_with(b"no end"), "{drip} bytes a read");
        }
    }

    #[test]
    fn a_line_can_be_as_long_as_a_chunk_and_no_longer() {
        let fits = [vec![b'a'; MAX_LEN - 1], b"\n".to_vec(), b"bob\n".to_vec()].concat();
        let too_long = [vec![b'a'; 2 * MAX_LEN], b"\nbob\n".to_vec()].concat();
        for drip in [7, usize::MAX] {
            assert!(chunks(&fits, drip).iter().all(|(content, _)| *content == Content::Lines));
            let chunks = chunks(&too_long, drip);
            assert_eq!(chunks[0].0, Content::TooLong);
            assert_eq!(chunks[1..], [(Content::Lines, b"bob\n".to_vec())]);
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_line() {
        for drip in [1, 2, usize::MAX] {
            assert_eq!(joined(&chunks(b"\xef\xbb\xbfa\n", drip)), b"a\n");
            assert_eq!(joined(&chunks(b"\xef\xbba\n", drip)), b"\xef\xbba\n");
        }
    }

    #[test]
    fn the_header_is_the_first_line_alone() {
        let mut chunks = Chunks::new(&b"user_id\nalice\nbo"[..]).unwrap();
        assert_eq!(chunks.header().unwrap(), b"user_id\n");
        let mut chunk = Vec::new();
        assert_eq!((chunks.read(&mut chunk).unwrap(), &*chunk), (Some(Content::Lines), &b"alice\n"[..]));
    }
}
