//! The changes to a secret key between the console and the signer.

/// The difference between the key that signed and the key that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyGarble {
    /// Other text stands before or behind the key.
    Around {
        /// The text before it.
        before: &'static str,
        /// The text behind it.
        behind: &'static str,
    },
    /// The key stands in a line of a configuration, such as `SECRETKEY=..`.
    Assignment,
    /// The key was decoded as base64.
    Base64Decoded,
    /// The key was encoded as base64, as the `data` of a Kubernetes Secret is.
    Base64Encoded,
    /// The key has only its first characters.
    CutBehind {
        /// How many characters are left.
        left: usize,
    },
    /// The first characters of the key are missing.
    CutInFront {
        /// How many characters are missing.
        missing: usize,
    },
    /// The key stands there more than once.
    Doubled,
    /// The key that was given has other characters around it, and the key without them signed.
    Given {
        /// The first character that does not belong to the key.
        character: char,
    },
    /// The key was hashed first.
    Hashed,
    /// The key was decoded as hexadecimal digits.
    HexDecoded,
    /// The key was encoded as hexadecimal digits.
    HexEncoded,
    /// The key is in lower case.
    LowerCase,
    /// One character is missing.
    OneMissing {
        /// The place of the character, counted from 1.
        place: usize,
    },
    /// One character stands there twice, or another one stands between.
    OneTooMany {
        /// The place of the character, counted from 1.
        place: usize,
    },
    /// One character is another one.
    OneWrong {
        /// The place of the character, counted from 1.
        place: usize,
    },
    /// The PEM text of an old key pair, as it stands.
    Pem,
    /// Two characters have changed places.
    Swapped {
        /// The place of the first character, counted from 1.
        place: usize,
    },
    /// The key is in upper case.
    UpperCase,
    /// The key is in UTF-16.
    Utf16,
}

/// The look of the text of a key. It holds nothing of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyShape {
    /// Base64 of 64 hexadecimal digits.
    Base64OfKey,
    /// The `SecretId` of the cloud API.
    CloudSecretId,
    /// 64 hexadecimal digits, as the console shows an `SDKSecretKey`.
    Expected,
    /// Hexadecimal digits, but not 64.
    HexOfLength {
        /// How many there are.
        digits: usize,
    },
    /// More than one line.
    Lines {
        /// How many there are.
        lines: usize,
    },
    /// A number, such as an SDKAppID.
    Number,
    /// Another text.
    Other {
        /// How many characters it has.
        characters: usize,
    },
    /// PEM.
    Pem,
    /// A word that stands for a key.
    Placeholder,
    /// 32 letters and digits, as the `SecretKey` of the cloud API.
    CloudSecretKey,
    /// A ticket.
    Ticket,
    /// 64 hexadecimal digits with other characters around them.
    WithSurroundings,
}
