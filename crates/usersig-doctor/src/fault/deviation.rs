//! In what a signed text can differ from the right one.

/// One difference between the text that a signer signed and the text that it should have signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Deviation {
    /// The text has more before or behind it.
    Around {
        /// The text before it.
        before: &'static str,
        /// The text behind it.
        behind: &'static str,
    },
    /// The JSON document was signed instead of the lines.
    Document(SignedDocument),
    /// The values and their base64 were signed, as the formula of the TRTC documents shows.
    DocumentedFormula,
    /// The text was encoded before it was signed.
    Encoding(TextEncoding),
    /// The text has a further line.
    ExtraLine {
        /// The line.
        line: String,
    },
    /// The key and the text are in each other's place.
    KeyAndTextSwapped,
    /// Lines begin with blanks, such as the indentation of the source code.
    Indented {
        /// The blanks.
        by: &'static str,
    },
    /// A member has another label.
    Label {
        /// The label that the member should have.
        member: &'static str,
        /// The label that it has.
        written: &'static str,
    },
    /// All labels are written in another way.
    Labels(LabelStyle),
    /// The lines end in another way.
    LineEnd {
        /// The text at the end of each line.
        end: &'static str,
    },
    /// The last line has no line end.
    NoLastLineEnd,
    /// The lines stand in another order.
    Order(Vec<&'static str>),
    /// A plain SHA-256 was taken instead of HMAC-SHA256.
    PlainHash(HashedText),
    /// The text has another character between label and value.
    Separator {
        /// The text between label and value.
        separator: &'static str,
    },
    /// The line of the userbuf is missing.
    UserbufMissing,
    /// The userbuf is signed, and the document does not have it.
    UserbufNotInDocument,
    /// The line of the userbuf holds the bytes of the userbuf, not their base64.
    UserbufRaw,
    /// A line has another value than the document.
    Value {
        /// The label of the line.
        member: &'static str,
        /// The value that the document has.
        document: String,
        /// The value that was signed.
        signed: String,
        /// The kind of difference.
        reason: ValueReason,
    },
    /// The values were signed without labels.
    ValuesOnly,
    /// The text of version 1 was signed.
    Version1,
}

/// How a document was written when it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedDocument {
    /// TLS.sig was an empty string.
    EmptySig,
    /// TLS.sig was null.
    NullSig,
    /// TLS.sig was not there.
    WithoutSig,
}

/// How a text was encoded before it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// Base64.
    Base64,
    /// Hexadecimal digits.
    Hex,
    /// Lower case.
    LowerCase,
    /// The SHA-256 of the text, as bytes.
    Sha256,
    /// The SHA-256 of the text, in hexadecimal digits.
    Sha256Hex,
    /// Upper case.
    UpperCase,
    /// URL encoding.
    Url,
    /// UTF-16, big-endian.
    Utf16BigEndian,
    /// UTF-16, little-endian.
    Utf16LittleEndian,
    /// UTF-32, big-endian.
    Utf32BigEndian,
    /// UTF-32, little-endian.
    Utf32LittleEndian,
}

/// How all labels are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelStyle {
    /// `TLS.IDENTIFIER`.
    Capitals,
    /// `tls.identifier`.
    SmallLetters,
    /// `"TLS.identifier"`.
    Quoted,
    /// `TLS_identifier`.
    Underscore,
    /// `identifier`.
    WithoutPrefix,
}

/// The input of a plain hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashedText {
    /// The key, then the text.
    KeyThenText,
    /// The key, the text, the key again.
    KeyTextKey,
    /// The text only.
    Text,
    /// The text, then the key.
    TextThenKey,
}

/// Why a signed value is not that of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueReason {
    /// It is that of the login, not that of the document.
    Asked,
    /// The signer read the clock once for the text and once for the document.
    ClockReadTwice,
    /// It is written in another alphabet or with line ends.
    Encoded,
    /// One place has the end of the ticket, the other the lifetime.
    EndAndLifetime,
    /// It is a word for a value that is not there.
    Nothing,
    /// It is another value of its kind.
    Other,
    /// A language printed the same value in another form.
    Printed,
    /// It is in another unit.
    Unit,
}
