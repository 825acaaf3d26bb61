//! `usersig codes`.

use anyhow::ensure;
use clap::Args;
use serde::Serialize;
use usersig::{ErrorCode, Language};

use crate::options::language::LanguageOptions;
use crate::output::outcome::Outcome;
use crate::output::{json, message, table, terminal};

/// Explain an error code of the service, or list all known codes
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Codes {
    /// The code's number, with or without its sign, or its name [default: all codes]
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
  usersig codes 0x4004

IM uses positive numbers. The TRTC SDKs use negative ones, also for the account codes from 70001.

Exit status: 0 the code is known; 1 it is not. With --json the answer is a list of objects with code, name, meaning and \
advice.";

impl Codes {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let language = self.language.language();
        let known = self.known(language)?;
        let explained: Vec<Explained> = known.iter().map(|code| Explained::new(*code, language)).collect();
        if let (Some(asked), []) = (&self.code, &known[..]) {
            let asked = terminal::quoted_name(asked);
            message::say(match language {
                Language::Chinese => format!("资料里没有错误码 {asked}；usersig codes 列出全部已知的错误码"),
                Language::English => {
                    format!("the code {asked} is in none of the sources; usersig codes lists the known codes")
                }
            });
            return Ok(Outcome::Refused);
        }
        message::answer(&match (self.json, &self.code) {
            (true, _) => json::line(&explained)?,
            (false, Some(_)) => explained.iter().map(|code| code.table(language)).collect::<Vec<_>>().concat(),
            (false, None) => explained.iter().map(Explained::line).collect::<Vec<_>>().concat(),
        })?;
        Ok(Outcome::Good)
    }

    /// The codes that were asked for. A number that is only known with the other sign stands for that one.
    fn known(&self, language: Language) -> anyhow::Result<Vec<ErrorCode>> {
        let Some(asked) = &self.code else { return Ok(ErrorCode::all().collect()) };
        ensure!(!asked.is_empty(), "the code is empty: give its number or its name");
        let Some(number) = number(asked) else {
            return Ok(ErrorCode::all().filter(|code| is_named(*code, asked)).collect());
        };
        let with = |number: i32| ErrorCode::all().filter(move |code| code.number() == number);
        let found: Vec<ErrorCode> = with(number).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let found: Vec<ErrorCode> = number.checked_neg().into_iter().flat_map(with).collect();
        if let Some(code) = found.first() {
            message::say(match language {
                Language::Chinese => format!("没有错误码 {number}，只有符号相反的 {code}"),
                Language::English => format!("{number} is not a known code; its number has the other sign: {code}"),
            });
        }
        Ok(found)
    }
}

/// A number as people write it. It is decimal, or hexadecimal as in the Web SDK's documentation.
fn number(text: &str) -> Option<i32> {
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => i32::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// Whether this is the code's name, perhaps without the beginning that many names share.
fn is_named(code: ErrorCode, asked: &str) -> bool {
    let Some(name) = code.name() else { return false };
    let asked = asked.to_ascii_uppercase();
    let shorter = PREFIXES.iter().filter_map(|prefix| name.strip_prefix(prefix));
    name == asked || shorter.into_iter().any(|shorter| shorter == asked)
}

const PREFIXES: [&str; 5] = ["ERR_", "ERR_SDK_", "ERR_SERVER_", "ERR_SVR_ACCOUNT_", "ERR_SVR_COMM_"];

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

    fn table(&self, language: Language) -> String {
        let [code, meaning, advice] = match language {
            Language::Chinese => ["代码", "含义", "建议"],
            Language::English => ["code", "meaning", "advice"],
        };
        let rows = [
            (code, format!("{} {}", self.code, self.name.unwrap_or_default()).trim_end().to_owned()),
            (meaning, self.meaning.unwrap_or_default().to_owned()),
            (advice, self.advice.unwrap_or_default().to_owned()),
        ];
        table::lines("", &rows)
    }
}
