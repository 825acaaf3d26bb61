//! The answer to a command.

use serde_json::{Map, Value};
use usersig::{ErrorCode, Language};

use crate::app::ending::Ending;
use crate::journal::finding::FindingNote;

/// The code that tells a page in an answer that it was kicked, beside its `KickType`.
const KICKED: i32 = 1002;

/// The contents of the answer.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) code: i32,
    pub(crate) info: String,
    pub(crate) body: Map<String, Value>,
    /// For the journal only.
    pub(crate) findings: Vec<FindingNote>,
}

impl Reply {
    /// Success, with the members that the command adds.
    pub(crate) fn ok(body: Map<String, Value>) -> Self {
        Self { body, ..Self::default() }
    }

    /// A refusal with the code's meaning.
    pub(crate) fn refused(code: ErrorCode) -> Self {
        let info = code.meaning(Language::English).unwrap_or("refused").to_owned();
        Self { code: code.number(), info, ..Self::default() }
    }

    pub(crate) fn with_info(mut self, info: impl Into<String>) -> Self {
        self.info = info.into();
        self
    }

    /// The login on the link has ended. The SDK raises `KICKED_OUT` when it reads this.
    pub(crate) fn ended(ending: Ending) -> Self {
        match ending {
            Ending::Expired => Self::refused(ErrorCode::USERSIG_EXPIRED),
            Ending::Kicked(by) => {
                let body = Map::from_iter([("KickType".to_owned(), by.number().into())]);
                Self { code: KICKED, info: "the device was kicked".to_owned(), body, findings: Vec::new() }
            }
        }
    }
}
