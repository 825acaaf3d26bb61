//! The answer to a call of the app.

use usersig::{ErrorCode, Language};

/// `{code, desc}`, as the SDK answers every call (guide to the `login` API: `V2TimCallback`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    /// 0, or the reason of the refusal.
    pub code: ErrorCode,
    /// The same in words. Empty for 0 and for an unknown code.
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

    /// Whether the call succeeded.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.code == Self::SUCCESS
    }
}
