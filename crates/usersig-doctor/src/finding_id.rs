//! The findings: a closed list of words, in the order of the ranking.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! finding_ids {
    ($($(#[$doc:meta])* $id:ident $word:literal,)+) => {
        /// The kind of a finding. The variants stand in the order of the ranking.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum FindingId {
            $(#[doc = concat!("`", $word, "`:")] $(#[$doc])* $id,)+
        }

        impl FindingId {
            /// Every finding there is.
            pub const ALL: &[Self] = &[$(Self::$id),+];

            /// The word for scripts. It never changes.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$id => $word,)+
                }
            }
        }
    };
}

finding_ids! {
    // The text.
    /// no text, or only white space.
    Empty "empty",
    /// longer than any ticket.
    TooLong "too_long",
    /// the word that a program writes for a missing value.
    Placeholder "placeholder",
    /// a secret key in the place of a ticket.
    SecretKeyPasted "secret_key_pasted",
    /// a JSON web token.
    Jwt "jwt",
    /// another vendor's token.
    VendorToken "vendor_token",
    /// PEM, such as the key pair of an old app.
    Pem "pem",
    /// a page for a browser, such as the error page of a server.
    HtmlPage "html_page",
    /// an answer of a server without a ticket in it.
    JsonAnswer "json_answer",
    /// the way in which a language prints an object.
    PrintedObject "printed_object",
    /// an error message or a line of a log.
    ErrorMessage "error_message",
    /// a MAC without the document that it signs.
    BareMac "bare_mac",
    /// the text that is signed, without a document.
    SignedTextOnly "signed_text_only",
    /// JSON that is not the document of a ticket.
    ForeignDocument "foreign_document",
    /// nothing of a ticket.
    NotATicket "not_a_ticket",
    /// more than one ticket.
    SeveralTickets "several_tickets",
    /// the MAC stands behind the document, not in it.
    DetachedSignature "detached_signature",
    /// two bytes for each character.
    Utf16 "utf_16",
    /// quotes around it.
    Quoted "quoted",
    /// a header, a URL or an answer of a server around it.
    InOtherText "in_other_text",
    /// escaped as in JSON, source code, HTML or mail.
    Escaped "escaped",
    /// base64 was applied again.
    Base64Twice "base64_twice",
    /// spaces, line ends or invisible characters around or in it.
    WhiteSpace "white_space",
    /// percent-encoded once.
    UrlEncoded "url_encoded",
    /// percent-encoded more than once.
    UrlEncodedTwice "url_encoded_twice",
    /// a form decoder made spaces of its plus signs.
    PlusAsSpace "plus_as_space",
    /// in the standard base64 alphabet, or partly so.
    StandardAlphabet "standard_alphabet",
    /// in the URL-safe base64 alphabet.
    UrlSafeAlphabet "url_safe_alphabet",
    /// written in hexadecimal digits.
    HexEncoded "hex_encoded",
    /// a character no alphabet has.
    ForeignCharacter "foreign_character",
    /// all letters were made small, or all were made capital.
    CaseFolded "case_folded",
    /// the padding is not as an encoder writes it.
    Padding "padding",
    // The container.
    /// the zlib step is missing.
    NotCompressed "not_compressed",
    /// gzip in the place of zlib.
    Gzip "gzip",
    /// deflate without zlib's header and checksum.
    RawDeflate "raw_deflate",
    /// the header of zlib is wrong.
    ZlibHeader "zlib_header",
    /// the compressor was not finished.
    UnfinishedStream "unfinished_stream",
    /// bytes follow the stream.
    TrailingBytes "trailing_bytes",
    /// the document is larger than that of any ticket.
    TooBig "too_big",
    /// the beginning is missing.
    BeginningMissing "beginning_missing",
    /// the end is missing.
    CutOff "cut_off",
    /// bytes were changed.
    Damaged "damaged",
    /// another reason the strict reader or the verifier has.
    Refused "refused",
    // The document.
    /// a ticket of before 2019, signed with ECDSA.
    LegacyVersion "legacy_version",
    /// the document is not JSON, and can be read all the same.
    BadJson "bad_json",
    /// the members stand inside another member.
    NestedMembers "nested_members",
    /// a member stands twice.
    DuplicateMember "duplicate_member",
    /// a member has a name that is nearly right.
    MisspeltMember "misspelt_member",
    /// a member is not there.
    MissingMember "missing_member",
    /// a number in quotes.
    NumberAsText "number_as_text",
    /// a text without quotes.
    TextAsNumber "text_as_number",
    /// a number with a fraction or an exponent.
    NotWholeNumber "not_whole_number",
    /// a member says something else it must not.
    BadMember "bad_member",
    // The app and the signature.
    /// the MAC is written in another way.
    SignatureEncoding "signature_encoding",
    /// the MAC has not 32 bytes.
    SignatureLength "signature_length",
    /// another app's ticket.
    WrongSdkAppId "wrong_sdk_app_id",
    /// signed with the key of another app.
    OtherAppsKey "other_apps_key",
    /// signed with a garbled key.
    GarbledKey "garbled_key",
    /// signed with no key at all, or a word that stands for none.
    KeyNotLoaded "key_not_loaded",
    /// signed with the key printed in the official samples.
    SampleKey "sample_key",
    /// the right key, and another text under it.
    OtherSignedText "other_signed_text",
    /// another key: none that was given looks like a key of the console.
    WrongKey "wrong_key",
    /// another key or another text: neither fits.
    WrongKeyOrText "wrong_key_or_text",
    // Whose it is, and of which kind.
    /// another user's ticket.
    WrongUserId "wrong_user_id",
    /// an id no user can have.
    InvalidUserId "invalid_user_id",
    /// an id that IM and TRTC do not accept, and other services do.
    LongIdentifier "long_identifier",
    /// a PrivateMapKey in the place of a UserSig.
    NotAUserSig "not_a_user_sig",
    /// a UserSig in the place of a PrivateMapKey.
    NotAPrivateMapKey "not_a_private_map_key",
    // The privileges in a room, as bytes.
    /// the userbuf has its numbers little-endian.
    MapByteOrder "map_byte_order",
    /// the userbuf is not well-formed.
    MapLayout "map_layout",
    /// the userbuf names another account.
    MapAccount "map_account",
    /// the userbuf names another app.
    MapSdkAppId "map_sdk_app_id",
    // The times.
    /// issued at a time in another unit, or counted from another year.
    TimeUnit "time_unit",
    /// issued at a time in milliseconds.
    TimeInMilliseconds "time_in_milliseconds",
    /// a lifetime of 0.
    LifetimeZero "lifetime_zero",
    /// the app's number as lifetime.
    LifetimeIsSdkAppId "lifetime_is_sdk_app_id",
    /// a moment as lifetime.
    LifetimeIsATime "lifetime_is_a_time",
    /// a lifetime in milliseconds.
    LifetimeInMilliseconds "lifetime_in_milliseconds",
    /// a lifetime over 50 years.
    LifetimeTooLong "lifetime_too_long",
    /// a lifetime so short that another unit was meant.
    LifetimeTooShort "lifetime_too_short",
    /// issued before the account was kicked.
    Revoked "revoked",
    /// issued in the future.
    IssuedInTheFuture "issued_in_the_future",
    /// the userbuf ends at another time than the ticket.
    MapExpiry "map_expiry",
    /// expired within minutes of being issued.
    ExpiredAtOnce "expired_at_once",
    /// expired.
    Expired "expired",
    // The room.
    /// a room that cannot exist, such as number 0.
    ImpossibleRoom "impossible_room",
    /// another room.
    WrongRoom "wrong_room",
    /// a privilege is missing.
    MissingPrivilege "missing_privilege",
    // Nothing is wrong.
    /// the ticket is good.
    Good "good",
    /// a key that was given and cannot be one.
    UnusableKey "unusable_key",
    /// the ticket is readable, and no key was there to check its signature with.
    Unchecked "unchecked",
    /// an id outside the advised alphabet.
    UnadvisedUserId "unadvised_user_id",
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for FindingId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
