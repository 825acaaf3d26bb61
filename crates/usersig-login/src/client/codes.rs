//! The codes the documents do not settle: one constant each.

use usersig::ErrorCode;

use crate::client::answer::Answer;

/// A login while another one runs: 7501 by its words in `TIMErrorCode.h`; the general rule for calls made twice would
/// be 6015.
pub const LOGIN_DURING_LOGIN: ErrorCode = ErrorCode::ACCOUNT_LOGIN_IN_PROCESS;

/// A login while a logout runs: by the words of 7502 only a logout gets that, and no code has better ones.
pub const LOGIN_DURING_LOGOUT: ErrorCode = ErrorCode::ACCOUNT_LOGOUT_IN_PROCESS;

/// A logout while another one runs (`TIMErrorCode.h`; this one is documented).
pub(super) const LOGOUT_DURING_LOGOUT: ErrorCode = ErrorCode::ACCOUNT_LOGOUT_IN_PROCESS;

/// A logout when nobody is logged in: what every call gets then.
pub const LOGOUT_WHEN_LOGGED_OUT: ErrorCode = ErrorCode::NOT_LOGGED_IN;

/// A login again of the same user with the same ticket: success and nothing sent, as on the Web since 2.5.1. With a
/// fresh ticket it is sent, for the app has a reason to give one.
pub const LOGIN_AGAIN: ErrorCode = Answer::SUCCESS;

/// A logout the service does not answer: the device has forgotten the user, which is what was asked for.
pub const LOGOUT_UNANSWERED: ErrorCode = Answer::SUCCESS;

/// A fresh ticket under way when the device is kicked: the words of 6014 include that.
pub const KICKED_DURING_LOGIN: ErrorCode = ErrorCode::NOT_LOGGED_IN;
