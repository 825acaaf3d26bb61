//! `usersig codes`.

use anyhow::ensure;
use clap::Args;
use serde::Serialize;
use usersig::{ErrorCode, Language};

use crate::options::language::LanguageOptions;
use crate::output::outcome::Outcome;
use crate::output::{json, message, table, terminal};

/// Explain a code of the service, or all that are known
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Codes {
    /// The code's number or name [default: all]
    #[arg(value_name = "CODE", allow_negative_numbers = true)]
    code: Option<String>,

    #[command(flatten)]
    language: LanguageOptions,

    /// Print one JSON list
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  usersig codes 70001
  usersig codes -100006 --lang zh
  usersig codes ERR_SVR_ACCOUNT_USERSIG_EXPIRED

Exit status: 0 it is known, 1 it is not. With --json: a list of code, name, meaning, advice.";

impl Codes {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let language = self.language.language();
        let known = ErrorCode::all().filter(|code| self.code.as_ref().is_none_or(|asked| is(*code, asked)));
        let known: Vec<Explained> = known.map(|code| Explained::new(code, language)).collect();
        if let (Some(asked), []) = (&self.code, &known[..]) {
            ensure!(!asked.is_empty(), "a code is a number or a name");
            message::say(format_args!(
                "no source knows the code {}; usersig codes lists those that are known",
                terminal::quoted_name(asked)
            ));
            return Ok(Outcome::Refused);
        }
        message::answer(&match (self.json, &self.code) {
            (true, _) => json::line(&known)?,
            (false, Some(_)) => known.iter().map(Explained::table).collect::<Vec<_>>().concat(),
            (false, None) => known.iter().map(Explained::line).collect::<Vec<_>>().concat(),
        })?;
        Ok(Outcome::Good)
    }
}

/// A name may stand without the beginning that all of them have.
fn is(code: ErrorCode, asked: &str) -> bool {
    asked.parse() == Ok(code.number())
        || code.name().is_some_and(|name| {
            let asked = asked.to_ascii_uppercase();
            name == asked || name.strip_prefix("ERR_SVR_ACCOUNT_").or(name.strip_prefix("ERR_")) == Some(&asked)
        })
}

#[derive(Serialize)]
struct Explained {
    code: ErrorCode,
    name: Option<&'static str>,
    meaning: Option<&'static str>,
    advice: Option<&'static str>,
}

impl Explained {
    fn new(code: ErrorCode, language: Language) -> Self {
        Self {
            code,
            name: code.name(),
            meaning: code.meaning(language),
            advice: code.reaction().map(|reaction| reaction.advice(language)),
        }
    }

    fn line(&self) -> String {
        format!("{:>7}  {}\n", self.code.number(), self.meaning.unwrap_or_default())
    }

    fn table(&self) -> String {
        let rows = [
            ("code", format!("{} {}", self.code, self.name.unwrap_or_default()).trim_end().to_owned()),
            ("meaning", self.meaning.unwrap_or_default().to_owned()),
            ("advice", self.advice.unwrap_or_default().to_owned()),
        ];
        table::lines("", &rows)
    }
}
