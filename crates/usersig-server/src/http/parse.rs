//! Parses the JSON of a body, and states its fault without repeating it.

use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::http::problem::Problem;
use crate::words::object::Object;

/// Parses a whole body.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let body = serde_json::from_slice(bytes).map(|Object(body)| body);
    body.map_err(|error: serde_json::Error| {
        let fault = match error.classify() {
            Category::Data => fault_of_members(&error.to_string()),
            Category::Eof | Category::Io | Category::Syntax => "the body is not valid JSON".to_owned(),
        };
        Problem::bad_request(format!("{fault}, at line {} column {}", error.line(), error.column()))
    })
}

/// The fault in a message of serde, without values and unknown names of the client, which can be tickets. serde writes the text
/// behind the last `, expected ` and the names of missing and repeated members, and takes both from our types. Messages of other
/// forms are not repeated.
fn fault_of_members(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _place)| message);
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("the member {name} is missing");
    }
    if let Some(name) = message.strip_prefix("duplicate field ") {
        return format!("the member {name} is there twice");
    }
    let faults = [
        ("invalid type: ", "a value has the wrong type"),
        ("invalid value: ", "a value is out of range"),
        ("unknown field ", "a member is unknown"),
    ];
    let fault = faults.into_iter().find(|(start, _)| message.starts_with(start));
    match fault.zip(message.rsplit_once(", expected ")) {
        Some(((_, fault), (_found, "u32"))) => format!("{fault}, expected a whole number from 0 to 4294967295"),
        Some(((_, fault), (_found, "u64"))) => format!("{fault}, expected a whole number from 0 on"),
        Some(((_, fault), (_found, "a sequence"))) => format!("{fault}, expected a list"),
        Some(((_, fault), (_found, expected))) if !message.ends_with("there are no fields") => {
            format!("{fault}, expected {expected}")
        }
        _ => "the body does not have the members that this route needs".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::requests::{PrivateMapKeyRequest, UserSigRequest, UserSigsRequest};

    fn fault<T: DeserializeOwned>(body: &str) -> String {
        let problem = parse::<T>(body.as_bytes()).map(|_| ()).unwrap_err();
        serde_json::to_value(problem.document()).unwrap()["detail"].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_refusal_states_the_fault_of_the_body_and_its_place() {
        let expected = [
            ("{}", "the member `user_id` is missing, at line 1 column 2"),
            (r#"{"user_id":"a","user_id":"b"}"#, "the member `user_id` is there twice, at line 1 column 24"),
            (r#"{"user_id":7}"#, "a value has the wrong type, expected a string, at line 1 column 12"),
            (
                r#"{"user_id":"a","ttl":-1}"#,
                "a value is out of range, expected a whole number from 0 on, at line 1 column 23",
            ),
            (
                r#"{"user_id":"a","ttl":"1"}"#,
                "a value has the wrong type, expected a whole number from 0 on, at line 1 column 24",
            ),
            (r#"["a"]"#, "a value has the wrong type, expected an object, at line 1 column 0"),
            (r#"{"user_id""#, "the body is not valid JSON, at line 1 column 10"),
        ];
        for (body, fault_of_body) in expected {
            assert_eq!(fault::<UserSigRequest>(body), fault_of_body, "{body}");
        }
        for (members, fault_of_body) in [
            (r#""room_id":1,"privileges":"enter""#, "a value has the wrong type, expected a list, at line 1 column 47"),
            (
                r#""room_id":4294967296"#,
                "a value is out of range, expected a whole number from 0 to 4294967295, at line 1 column 35",
            ),
        ] {
            let body = format!(r#"{{"user_id":"a",{members}}}"#);
            assert_eq!(fault::<PrivateMapKeyRequest>(&body), fault_of_body, "{body}");
        }
        let entry = r#"{"requests":[{"user_id":"a"},{"ttl":1}]}"#;
        assert_eq!(fault::<UserSigsRequest>(entry), "the member `user_id` is missing, at line 1 column 38");
    }

    #[test]
    fn a_refused_body_is_not_repeated_in_the_answer() {
        let ticket = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwsWpRdlwxUABCwA";
        for body in [
            format!(r#"{{"{ticket}":"a"}}"#),
            format!(r#"{{"{ticket}, expected {ticket}":"a"}}"#),
            format!(r#"{{"user_id":"a","ttl":"{ticket}, expected {ticket} at line 1"}}"#),
            format!(r#"{{"user_id":"a","{ticket}":1,"{ticket}":2}}"#),
            format!(r#""{ticket}""#),
            ticket.to_owned(),
        ] {
            let fault = fault::<UserSigRequest>(&body);
            assert!(!fault.contains(&ticket[..6]), "{fault}");
        }
        for message in ["unknown field `x, expected SECRET`, there are no fields", "the id x, expected SECRET"] {
            assert_eq!(fault_of_members(message), "the body does not have the members that this route needs");
        }
        let unknown = fault::<UserSigRequest>(r#"{"userid":"a"}"#);
        assert_eq!(unknown, "a member is unknown, expected `user_id` or `ttl`, at line 1 column 9");
    }
}
