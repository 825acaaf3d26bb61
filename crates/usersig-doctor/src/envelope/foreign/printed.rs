//! Objects as languages print them.

use crate::fault::Foreign;

/// The language and the kind of object, by the way the text begins.
pub(super) fn object(text: &str) -> Option<Foreign> {
    if is_list_of_bytes(text) {
        return Some(Foreign::PrintedObject { what: "array of bytes", is_pending: false });
    }
    let known = BEGINNINGS.iter().find(|(beginning, ..)| text.starts_with(beginning));
    if let Some(&(_, what, is_pending)) = known {
        return Some(Foreign::PrintedObject { what, is_pending });
    }
    if text.starts_with('<') && text.contains(" object at 0x") || text.starts_with('<') && text.contains(" at 0x") {
        let is_pending = text.contains("coroutine") || text.contains("Future") || text.contains("Task");
        return Some(Foreign::PrintedObject { what: "Python object", is_pending });
    }
    if is_java_object(text) {
        let is_pending = text.contains("Future") || text.contains("Mono") || text.contains("Promise");
        return Some(Foreign::PrintedObject { what: "Java object", is_pending });
    }
    let is_function = text.contains("=>") && text.contains('(') && text.contains(')') || text.starts_with("function");
    is_function.then_some(Foreign::PrintedObject { what: "JavaScript function", is_pending: false })
}

/// `[101 74 120]` as Go prints bytes, `[101, 74, 120]`, or `{"type": "Buffer", "data": [101, 74, 120]}`.
fn is_list_of_bytes(text: &str) -> bool {
    let list = match text.split_once('[') {
        Some(("", list)) => list,
        Some((before, list)) if before.contains("\"Buffer\"") => list,
        _ => return false,
    };
    let Some((list, _)) = list.split_once(']') else { return false };
    let numbers = list.split([' ', ',']).filter(|number| !number.is_empty());
    numbers.clone().count() >= LEAST_BYTES && numbers.into_iter().all(|number| number.parse::<u8>().is_ok())
}

/// Shorter lists are other values.
const LEAST_BYTES: usize = 4;

/// `com.example.Answer@1b6d3586`.
fn is_java_object(text: &str) -> bool {
    let Some((class, hash)) = text.split_once('@') else { return false };
    let is_class = class.contains('.') && class.chars().all(|c| c.is_ascii_alphanumeric() || "._$".contains(c));
    let hash = hash.split(['[', '(', ' ']).next().unwrap_or_default();
    is_class && !hash.is_empty() && hash.len() <= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// How the text begins, what it is, and whether the value is still to come.
const BEGINNINGS: [(&str, &str, bool); 66] = [
    ("[object Promise", "JavaScript promise", true),
    ("[object ", "JavaScript object", false),
    ("Promise {", "JavaScript promise", true),
    ("Promise<", "JavaScript promise", true),
    ("<Buffer", "Node.js buffer", false),
    ("Buffer(", "Node.js buffer", false),
    ("{ type: 'Buffer'", "Node.js buffer", false),
    ("{\"type\":\"Buffer\"", "Node.js buffer", false),
    ("Uint8Array", "JavaScript array of bytes", false),
    ("ArrayBuffer", "JavaScript array of bytes", false),
    ("Response {", "JavaScript response", false),
    ("AsyncFunction", "JavaScript function", true),
    ("async ", "JavaScript function", true),
    ("[Function", "JavaScript function", false),
    ("[AsyncFunction", "JavaScript function", true),
    ("Observable", "JavaScript observable", true),
    ("Map(", "JavaScript map", false),
    ("Symbol(", "JavaScript symbol", false),
    ("<coroutine", "Python coroutine", true),
    ("<async_generator", "Python generator", true),
    ("<generator", "Python generator", true),
    ("<Future", "Python future", true),
    ("<Task", "Python task", true),
    ("<function", "Python function", false),
    ("<bound method", "Python method", false),
    ("<built-in", "Python function", false),
    ("<class ", "Python class", false),
    ("<Response", "Python response", false),
    ("<Result", "Python object", false),
    ("<module", "Python module", false),
    ("<memory at", "Python bytes", false),
    ("bytearray(", "Python bytes", false),
    ("dict_", "Python object", false),
    ("[B@", "Java array of bytes", false),
    ("[C@", "Java array of characters", false),
    ("[I@", "Java array", false),
    ("[L", "Java array", false),
    ("java.", "Java object", false),
    ("kotlin.", "Kotlin object", false),
    ("StandaloneCoroutine", "Kotlin coroutine", true),
    ("DeferredCoroutine", "Kotlin coroutine", true),
    ("System.Threading.Tasks", "C# task", true),
    ("System.", "C# object", false),
    ("Microsoft.", "C# object", false),
    ("&{", "Go struct", false),
    ("map[", "Go map", false),
    ("0xc0", "Go pointer", false),
    ("%!", "Go value with the wrong verb of a format", false),
    ("func(", "Go function", false),
    ("stdClass", "PHP object", false),
    ("Object id #", "PHP object", false),
    ("object(", "PHP object", false),
    ("Array (", "PHP array", false),
    ("Array\n", "PHP array", false),
    ("Instance of 'Future", "Dart future", true),
    ("Instance of", "Dart object", false),
    ("Optional(", "Swift optional", false),
    ("#<", "Ruby object", false),
    ("table: 0x", "Lua table", false),
    ("function: 0x", "Lua function", false),
    ("userdata: 0x", "Lua object", false),
    ("thread: 0x", "Lua coroutine", true),
    ("HASH(0x", "Perl hash", false),
    ("ARRAY(0x", "Perl array", false),
    ("SCALAR(0x", "Perl reference", false),
    ("CODE(0x", "Perl function", false),
];
