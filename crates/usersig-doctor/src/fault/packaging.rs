//! How a text was changed, and whose it is.

/// A ticket without the zlib step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncompressed {
    /// Base64 of the document.
    Base64,
    /// The document itself.
    Json,
}

/// A mark in the place of the characters that a log or a screen left out, such as `...` or `[truncated]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The mark as it stands in the text.
    pub text: String,
    /// Whether the end of the ticket stands behind it.
    pub is_inside: bool,
}

/// How characters are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// With a backslash, as in JSON and source code.
    Backslash,
    /// As HTML entities.
    Html,
    /// As quoted-printable, in mail.
    QuotedPrintable,
}

/// Who makes tokens that are taken for tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Vendor {
    /// Agora (`006..` and `007..`).
    Agora,
    /// Aliyun (`LTAI..`).
    Aliyun,
    /// Amazon Web Services (`AKIA..`).
    Aws,
    /// Easemob (`YWMt..`).
    Easemob,
    /// Fernet (`gAAAAA..`).
    Fernet,
    /// GitHub (`ghp_..`).
    GitHub,
    /// Google (`ya29...`).
    Google,
    /// PASETO (`v4.local...`).
    Paseto,
    /// `RongCloud` (`..@..rongnav.com`).
    RongCloud,
    /// Volcengine (`001` and an app of 24 digits).
    Volcengine,
    /// ZEGO (`04..` and `03..`).
    Zego,
}
