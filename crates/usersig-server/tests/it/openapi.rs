//! The answers as the document of `OpenAPI` describes them. schemathesis checks the same with generated requests, of which few get a
//! valid ticket.

use serde_json::{Value, json};

use crate::harness::client::request;
use crate::harness::config::Folder;
use crate::harness::server::Server;

#[test]
fn every_kind_of_answer_fits_its_description() {
    let server = Server::start(&Folder::new());
    let document = server.client().ask(&request("GET", "/openapi.json", &[], "")).unwrap().json();
    let answer_to = |path: &str, body: &Value| {
        let answer = server.post(path, &body.to_string()).json();
        let schema = &document["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["schema"];
        assert!(schema.is_object(), "{path} has no description");
        assert!(fits(&document, schema, &answer), "{path}: {answer} does not fit {schema}");
        answer
    };
    let user_sig = &answer_to("/v1/user-sig", &json!({"user_id": "alice"}))["user_sig"];
    for ticket in [user_sig, &json!("nonsense")] {
        answer_to("/v1/verify", &json!({"user_id": "alice", "user_sig": ticket}));
    }
    for (member, room) in [("room_id", json!(7)), ("room_name", json!("lobby"))] {
        let mut body = json!({"user_id": "alice", "privileges": ["enter"]});
        body[member] = room;
        body["private_map_key"] = answer_to("/v1/private-map-key", &body)["private_map_key"].clone();
        let verdict = answer_to("/v1/verify", &body);
        assert_eq!((&verdict["valid"], &verdict[member]), (&json!(true), &body[member]));
    }
    answer_to("/v1/user-sigs", &json!({"requests": [{"user_id": "alice"}, {"user_id": ""}]}));
    answer_to("/v1/revoke", &json!({"user_id": "alice"}));
}

#[test]
fn a_description_that_requires_too_much_is_noticed() {
    let schema =
        json!({"allOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": ["string", "null"]}}}]});
    let either = json!({"oneOf": [schema, {"type": "integer"}]});
    for (value, is_described) in
        [(json!({"a": "b"}), true), (json!({"a": null}), true), (json!({"a": 1}), false), (json!({}), false)]
    {
        assert_eq!(fits(&Value::Null, &schema, &value), is_described, "{value}");
        assert_eq!(fits(&Value::Null, &either, &value), is_described, "{value}");
    }
    assert!(fits(&Value::Null, &either, &json!(1)) && !fits(&Value::Null, &either, &json!(-1.5)));
}

/// Whether a value is described by a schema, as far as the document uses JSON Schema.
fn fits(document: &Value, schema: &Value, value: &Value) -> bool {
    if let Some(reference) = schema["$ref"].as_str() {
        let described = document.pointer(reference.trim_start_matches('#')).expect("the document describes it");
        return fits(document, described, value);
    }
    let list = |name: &str| schema[name].as_array().map_or(&[][..], Vec::as_slice);
    let one_of = list("oneOf");
    list("allOf").iter().all(|part| fits(document, part, value))
        && (one_of.is_empty() || one_of.iter().filter(|kind| fits(document, kind, value)).count() == 1)
        && list("required").iter().all(|name| value.get(name.as_str().unwrap()).is_some())
        && schema["properties"].as_object().is_none_or(|members| {
            members.iter().all(|(name, member)| value.get(name).is_none_or(|value| fits(document, member, value)))
        })
        && value.as_array().is_none_or(|items| items.iter().all(|item| fits(document, &schema["items"], item)))
        && has_type(&schema["type"], value)
}

fn has_type(types: &Value, value: &Value) -> bool {
    match types {
        Value::Array(types) => types.iter().any(|one| has_type(one, value)),
        Value::Null => true,
        _ => match types.as_str().unwrap() {
            "array" => value.is_array(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "null" => value.is_null(),
            "object" => value.is_object(),
            "string" => value.is_string(),
            other => panic!("the document did not use the type {other} before"),
        },
    }
}
