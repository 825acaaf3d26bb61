//! The codes of calls on which the documents are silent, one constant each.

use usersig::ErrorCode;

use crate::client::answer::Answer;

/// A login while another login runs. The words of 7501 in `TIMErrorCode.h` fit. The general rule for calls made twice
/// would be 6015.
pub const LOGIN_DURING_LOGIN: ErrorCode = ErrorCode::ACCOUNT_LOGIN_IN_PROCESS;

/// A login while a logout runs. By its words 7502 is for a second logout, and no other code fits better.
pub const LOGIN_DURING_LOGOUT: ErrorCode = ErrorCode::ACCOUNT_LOGOUT_IN_PROCESS;

/// A logout while another logout runs (`TIMErrorCode.h`).
pub(super) const LOGOUT_DURING_LOGOUT: ErrorCode = ErrorCode::ACCOUNT_LOGOUT_IN_PROCESS;

/// A logout if no user is logged in. Every call gets this code then.
pub const LOGOUT_WHEN_LOGGED_OUT: ErrorCode = ErrorCode::NOT_LOGGED_IN;

/// A login of the same user with the same ticket. It succeeds and nothing is sent, as on the Web since 2.5.1. A new
/// ticket is sent, because the app has a reason to provide one.
pub const LOGIN_AGAIN: ErrorCode = Answer::SUCCESS;

/// A logout. The device has forgotten the user, which is what this code means. The client sends the logout to the service
/// until the service has received it.
pub const LOGOUT_ANSWER: ErrorCode = Answer::SUCCESS;

/// A renewal that was running when the device was kicked. The words of 6014 include that case.
pub const KICKED_DURING_LOGIN: ErrorCode = ErrorCode::NOT_LOGGED_IN;

/// A request that was not answered in time.
pub const NOT_ANSWERED: ErrorCode = ErrorCode::NET_WAIT_ACK_TIMEOUT;
