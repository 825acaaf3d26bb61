//! Why the keys of an app cannot be used.

use std::error::Error;
use std::fmt;

/// Why the keys of an app are not a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum InvalidPlan {
    LastKeyRetires { name: String },
    NoKey,
    NoneSignsYet { name: String },
    RetiresWhileSigning { name: String },
    TwoSign { names: [String; 2] },
}

impl fmt::Display for InvalidPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LastKeyRetires { name } => {
                write!(f, "key {name} retires, and no later key signs; add the next key with signs_from")
            }
            Self::NoKey => f.write_str("the app has no key"),
            Self::NoneSignsYet { name } => {
                write!(f, "no key signs yet; the first one is {name}, remove its signs_from")
            }
            Self::RetiresWhileSigning { name } => write!(
                f,
                "key {name} retires before the next key signs, and would be accepted until then; \
                 give the next key an earlier signs_from"
            ),
            Self::TwoSign { names: [one, other] } => {
                write!(f, "keys {one} and {other} start to sign at the same time; give the new key a signs_from")
            }
        }
    }
}

impl Error for InvalidPlan {}
