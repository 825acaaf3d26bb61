//! One fault.

use serde::{Deserialize, Serialize};
use usersig::{SdkAppId, UserId};
use utoipa::ToSchema;

/// A fault, the requests or users that it concerns, and how often it happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    /// The user it is for, or every user of the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(crate) user_id: Option<UserId>,
    pub(crate) effect: Effect,
    /// How often it strikes. Without a number, until it is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    pub(crate) times: Option<u32>,
    /// The share of the requests that it strikes, in percent. With 50, it strikes every second one.
    #[serde(default = "all")]
    #[schema(minimum = 1, maximum = 100, default = 100)]
    pub(crate) percent: u8,
}

/// The effect of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Effect {
    /// A login is answered with a code and does nothing else.
    AnswerLogin {
        /// The code, such as 70169.
        code: i32,
    },
    /// The link breaks instead of the answer to a login.
    BreakLogin,
    /// A login happens, and its answer comes late.
    DelayLogin {
        /// How late.
        #[schema(maximum = 600_000)]
        milliseconds: u32,
    },
    /// An attempt to deliver State.StateChange fails.
    FailWebhook,
    /// A login is never answered and does nothing.
    IgnoreLogin,
}

const fn all() -> u8 {
    100
}

/// The longest delay: ten minutes.
const DELAY_MAX: u32 = 600_000;

impl Fault {
    /// Checks the bounds that the types do not state.
    ///
    /// # Errors
    /// With the first value that is out of bounds.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.times == Some(0) {
            return Err("times is 0, and a fault strikes at least once".to_owned());
        }
        if !(1..=100).contains(&self.percent) {
            return Err(format!("percent is {}, and a share is 1 to 100", self.percent));
        }
        match self.effect {
            Effect::DelayLogin { milliseconds } if milliseconds > DELAY_MAX => {
                Err(format!("milliseconds is {milliseconds}, and a delay is at most {DELAY_MAX}"))
            }
            Effect::AnswerLogin { code: 0 } => Err("code is 0, which is no fault".to_owned()),
            _ => Ok(()),
        }
    }

    pub(super) fn is_for(&self, user_id: Option<&UserId>) -> bool {
        self.user_id.is_none_or(|of| user_id == Some(&of))
    }
}

/// A fault with its number and its progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct FaultInForce {
    /// Its number.
    pub(crate) id: u64,
    #[schema(value_type = u32)]
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) fault: Fault,
    /// The share that has added up since it struck last, in percent.
    pub(crate) progress: u8,
}
