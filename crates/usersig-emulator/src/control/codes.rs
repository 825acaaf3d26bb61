//! The service's error codes in words.

use serde::Serialize;
use usersig::{ErrorCode, Language, Reaction};
use utoipa::ToSchema;

use crate::control::answer::Answer;

/// A code with its meaning.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CodeAnswer {
    code: i32,
    /// The service's constant. Some codes have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    #[serde(flatten)]
    english: CodeWords,
    /// The same in Chinese.
    #[serde(rename = "zh")]
    chinese: CodeWords,
}

/// A code in one language.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CodeWords {
    /// What happened.
    meaning: &'static str,
    /// How the receiver of the code should react.
    advice: &'static str,
}

/// List the error codes of the service
#[utoipa::path(get, path = "/emulator/v1/codes", tag = "codes", responses((status = 200, body = Vec<CodeAnswer>)))]
pub(crate) async fn list() -> Answer<Vec<CodeAnswer>> {
    Answer(ErrorCode::all().map(shown).collect())
}

fn shown(code: ErrorCode) -> CodeAnswer {
    let words = |language| CodeWords {
        meaning: code.meaning(language).unwrap_or_default(),
        advice: code.reaction().map(|reaction: Reaction| reaction.advice(language)).unwrap_or_default(),
    };
    let (english, chinese) = (words(Language::English), words(Language::Chinese));
    CodeAnswer { code: code.number(), name: code.name(), english, chinese }
}
