//! Answers of servers without a ticket in them.

use serde_json::{Map, Value};

use crate::fault::Foreign;
use crate::placeholder::is_placeholder;

/// A page, such as the error page of a proxy.
pub(super) fn html(text: &str) -> Option<Foreign> {
    let start: String = text.chars().take(MAX_HEAD).collect::<String>().to_lowercase();
    let is_page = start.starts_with('<')
        && ["<!doctype", "<html", "<head", "<body", "<?xml", "<title", "<h1", "<center", "<script", "<div", "<error"]
            .iter()
            .any(|tag| start.contains(tag));
    is_page.then(|| Foreign::HtmlPage { title: title(text) })
}

/// Where the first tags of a page stand.
const MAX_HEAD: usize = 512;

fn title(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = lower.get(start..)?.find('<')? + start;
    Some(text.get(start..end)?.trim().to_owned()).filter(|title| !title.is_empty())
}

/// JSON. Its code and its message are looked for under the names that servers use.
pub(super) fn json(text: &str) -> Option<Foreign> {
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else { return None };
    let mut answer = Answer::default();
    answer.look(&value, 0);
    Some(Foreign::JsonAnswer { code: answer.code, message: answer.message, empty_member: answer.empty_member })
}

#[derive(Default)]
struct Answer {
    code: Option<String>,
    message: Option<String>,
    empty_member: Option<(String, String)>,
}

impl Answer {
    fn look(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Object(members) if depth < MAX_DEPTH => self.look_at_members(members, depth),
            Value::Array(values) if depth < MAX_DEPTH => {
                values.iter().take(MAX_VALUES).for_each(|value| self.look(value, depth + 1));
            }
            _ => {}
        }
    }

    fn look_at_members(&mut self, members: &Map<String, Value>, depth: usize) {
        for (name, value) in members.iter().take(MAX_VALUES) {
            let bare: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
            let shown = match value {
                Value::String(text) => text.clone(),
                value => value.to_string(),
            };
            if CODES.contains(&bare.as_str()) && !value.is_object() && self.code.is_none() {
                self.code = Some(shown);
            } else if MESSAGES.contains(&bare.as_str()) && value.is_string() && self.message.is_none() {
                self.message = Some(shown);
            } else if TICKETS.iter().any(|ticket| bare.ends_with(ticket)) && self.empty_member.is_none() {
                let is_empty = value.is_null() || shown.trim().is_empty() || is_placeholder(&shown);
                self.empty_member = is_empty.then(|| (name.clone(), shown));
            }
            self.look(value, depth + 1);
        }
    }
}

/// Deeper answers are not looked through.
const MAX_DEPTH: usize = 6;

/// More members than the answer of a server has on one level.
const MAX_VALUES: usize = 64;

const CODES: [&str; 9] =
    ["code", "errorcode", "errcode", "errno", "status", "statuscode", "retcode", "ret", "resultcode"];

const MESSAGES: [&str; 11] = [
    "message",
    "msg",
    "errormessage",
    "errmsg",
    "errormsg",
    "errorinfo",
    "error",
    "detail",
    "reason",
    "description",
    "errordescription",
];

const TICKETS: [&str; 6] = ["sig", "usersig", "ticket", "token", "privatemapkey", "signature"];
