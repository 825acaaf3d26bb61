//! The service's error codes: their names, their meanings and the advised reactions.
//!
//! Every code concerns a ticket, a login or the entry into a room. The sources are:
//!
//! * `TIMErrorCode.h` and the error code page of IM: positive numbers, and -10001 to -20009 about the internal ticket that
//!   an SDK makes from a UserSig.
//! * The TRTC error code table `TXLiteAVCode`: the other negative numbers. An account code is its own negative there.
//! * The table of the TRTC Web SDK: -8, 5012 to 5503, and account codes without a name. Version 4 of it adds 4096 to 4097
//!   and 16385 to 65535 with their names.
//!
//! Some numbers are left out. These sources disagree on 70018, -70018 and 70101. None of them has 70054, 70055 and 70399.
//! Numbers that only one table has are left out if they concern only the inside of the service.

use std::fmt;

#[macro_use]
mod table;

/// A number that the service or one of its SDKs answers with.
///
/// Every number is allowed. A number that this crate does not know has no name, no meaning and no reaction.
///
/// ```
/// # use usersig::{ErrorCode, Language, Reaction};
/// let code = ErrorCode::new(70001);
/// assert_eq!(code, ErrorCode::USERSIG_EXPIRED);
/// assert_eq!(code.name(), Some("ERR_SVR_ACCOUNT_USERSIG_EXPIRED"));
/// assert_eq!(code.meaning(Language::English), Some("The UserSig has expired or was revoked"));
/// assert_eq!(code.reaction(), Some(Reaction::LogInAgain));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct ErrorCode(i32);

impl ErrorCode {
    /// The code with this number, which need not be known.
    #[must_use]
    pub const fn new(number: i32) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The service's constant, misspellings included; some documented codes have none.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.row()?.name
    }

    /// A sentence that says what happened, and often the usual cause. It has no full stop.
    #[must_use]
    pub fn meaning(self, language: Language) -> Option<&'static str> {
        let row = self.row()?;
        Some(match language {
            Language::Chinese => row.chinese,
            Language::English => row.english,
        })
    }

    /// How the receiver of the code should react.
    #[must_use]
    pub fn reaction(self) -> Option<Reaction> {
        Some(self.row()?.reaction)
    }

    /// Every known code in ascending order.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.code)
    }

    fn row(self) -> Option<&'static Row> {
        let index = ROWS.binary_search_by_key(&self, |row| row.code).ok()?;
        Some(&ROWS[index])
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The language of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese.
    Chinese,
    /// English.
    English,
}

/// The reaction to a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reaction {
    /// Wait and try again. The cause is a timeout, a rate limit, the network, a fault of the service, or a call that is
    /// still in progress.
    BackOff,
    /// Correct something first: the key, the app, the UserID, a parameter, the order of calls, the plan or a switch in the
    /// console.
    FixConfiguration,
    /// Let a person decide. The account is blocked or was kicked, or the request is unsupported or was cancelled.
    GiveUp,
    /// Get a fresh ticket and log in with it.
    ///
    /// Do this automatically only on 6206 and 70001. Retrying on another code of this kind can loop forever.
    LogInAgain,
}

impl Reaction {
    /// The reaction as a sentence without a full stop.
    #[must_use]
    pub const fn advice(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::BackOff, Language::Chinese) => "先等一等再试，每次等得更久一些",
            (Self::BackOff, Language::English) => "Wait, then try again with growing pauses",
            (Self::FixConfiguration, Language::Chinese) => "先改正密钥、ID、调用或控制台设置",
            (Self::FixConfiguration, Language::English) => {
                "Correct the key, the ids, the call or the console settings, then try again"
            }
            (Self::GiveUp, Language::Chinese) => "不要自动重试，由人决定下一步",
            (Self::GiveUp, Language::English) => "Do not retry automatically, let a person decide",
            (Self::LogInAgain, Language::Chinese) => "换一个新的 UserSig，再登录",
            (Self::LogInAgain, Language::English) => "Get a fresh UserSig and log in with it",
        }
    }
}

struct Row {
    code: ErrorCode,
    name: Option<&'static str>,
    reaction: Reaction,
    english: &'static str,
    chinese: &'static str,
}

error_codes!();

#[cfg(test)]
mod tests {
    use super::{ErrorCode, IDENTS, Language, ROWS, Reaction};

    #[test]
    fn codes_ascend_and_none_comes_twice() {
        assert!(ROWS.is_sorted_by(|row, next| row.code < next.code));
    }

    #[test]
    fn every_code_has_a_sentence_in_both_languages_without_a_full_stop() {
        for row in ROWS {
            assert!(row.english.is_ascii() && row.english.ends_with(|end| end != '.'));
            assert!(!row.chinese.is_ascii() && row.chinese.ends_with(|end| end != '。'));
        }
    }

    #[test]
    fn a_constant_is_called_by_the_services_name() {
        for (row, ident) in ROWS.iter().zip(IDENTS) {
            let Some(name) = row.name else { continue };
            // The names of the Web SDK have no prefix. Constants with such general names would mislead.
            if !name.starts_with("ERR_") {
                assert_eq!(*ident, "_", "{name}");
                continue;
            }
            let prefix = name.strip_suffix(ident).unwrap_or(name);
            assert!(["ERR_", "ERR_SDK_", "ERR_SVR_ACCOUNT_"].contains(&prefix), "{name} is called {ident}");
        }
    }

    #[test]
    fn an_unknown_number_stays_itself_and_says_nothing() {
        for number in [i32::MIN, -70018, 0, 70018, 70054, 70055, 70101, 70399] {
            let code = ErrorCode::new(number);
            assert_eq!(code.to_string(), number.to_string());
            assert_eq!((code.name(), code.reaction()), (None, None));
            assert_eq!(code.meaning(Language::English), None);
        }
    }

    #[test]
    fn the_trtc_number_of_an_account_code_asks_for_the_same_reaction() {
        let is_account_code = |code: &ErrorCode| (-79_999..=-70_000).contains(&code.number());
        assert!(ErrorCode::all().any(|code| is_account_code(&code)));
        for code in ErrorCode::all().filter(is_account_code) {
            let account_code = ErrorCode::new(-code.number());
            assert_eq!(code.reaction(), account_code.reaction(), "{code}");
        }
    }

    #[test]
    fn a_fresh_ticket_cures_an_expired_one() {
        for code in [ErrorCode::USER_SIG_EXPIRED, ErrorCode::USERSIG_EXPIRED] {
            assert_eq!(code.reaction(), Some(Reaction::LogInAgain));
        }
    }
}
