//! The most expensive texts to refuse: documents that keep a reader busy, packed in ways that keep an inflater busy.
//!
//! A text that is refused again and again teaches the CPU's branch predictor. An attacker sends a different text each
//! time. A shape therefore makes as many different texts as wanted.

mod container;
mod document;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use usersig::MAX_TICKET_LEN;

use crate::random::Random;
use container::Container;
use document::Document;

/// The longest document that is read.
const LONGEST_DOCUMENT: usize = 4096;
/// The longest stream that is read.
const LONGEST_STREAM: usize = MAX_TICKET_LEN / 4 * 3;

/// Texts that differ only in random parts.
#[derive(Debug)]
pub struct Shape<'a> {
    document: &'a Document,
    len: usize,
    container: Container,
}

/// Every kind of document.
#[derive(Debug)]
pub struct Documents(Vec<Document>);

impl Documents {
    /// Every kind.
    #[expect(clippy::new_without_default, reason = "it is not an empty value")]
    pub fn new() -> Self {
        Self(document::all())
    }

    /// Every shape. A document that is hardly compressed must be shorter than others.
    pub fn shapes(&self) -> Vec<Shape<'_>> {
        let containers = container::all();
        let lens = [LONGEST_DOCUMENT, LONGEST_STREAM - 100];
        let documents = self.0.iter().flat_map(|document| lens.map(|len| (document, len)));
        documents
            .flat_map(|(document, len)| containers.iter().map(move |&container| Shape { document, len, container }))
            .collect()
    }
}

impl Shape<'_> {
    /// Some texts, or fewer if they are too long to be read.
    pub fn texts(&self, count: u64) -> Vec<String> {
        let texts = (0..count).map(|seed| {
            let document = self.document.write(self.len, &mut Random::new(4 + seed));
            text(&self.container.pack(&document))
        });
        texts.take_while(|text| text.len() <= MAX_TICKET_LEN).collect()
    }

    /// A description of the texts.
    pub fn name(&self) -> String {
        format!("{} bytes of {}, {:?}", self.len, self.document.name, self.container)
    }
}

/// Texts whose only fault is the last thing that is looked at before the MAC: of the text, the stream, the document.
pub fn faults_at_the_end() -> [String; 3] {
    let document = Document::numbers().write(LONGEST_STREAM, &mut Random::new(4));
    let stream = Container::BUSY.pack(&document);
    let bad_base64 = text(&stream).replace('_', "") + "=";
    let bad_checksum = text(&[&stream[..stream.len() - 1], &[!stream[stream.len() - 1]]].concat());
    let bad_syntax = text(&Container::BUSY.pack(&[&document[..document.len() - 1], b"]"].concat()));
    [bad_base64, bad_checksum, bad_syntax]
}

fn text(stream: &[u8]) -> String {
    STANDARD.encode(stream).replace('+', "*").replace('/', "-").replace('=', "_")
}
