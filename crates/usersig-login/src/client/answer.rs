//! What a call is answered with.

use usersig::{ErrorCode, Language};

/// `{code, desc}`, as every call of the SDK is answered (guide to the `login` API: `V2TimCallback`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    /// 0, or why not.
    pub code: ErrorCode,
    /// The same in words; empty for 0, and for a code nobody knows.
    pub desc: &'static str,
}

impl Answer {
    /// Code 0.
    pub const SUCCESS: ErrorCode = ErrorCode::new(0);

    /// The words are those of [`ErrorCode::meaning`] in English.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self { code, desc: code.meaning(Language::English).unwrap_or_default() }
    }

    /// Whether the call did what it was asked.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.code == Self::SUCCESS
    }
}
