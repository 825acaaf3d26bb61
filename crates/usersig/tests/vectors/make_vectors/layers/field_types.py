"""Names and types of the members."""

import json

from claims import MEMBERS, base64_text, changed, members, rights, with_signature, wrong
from constants import APP, EXPIRE, TIME
from good import GOOD
from vector import refused


def name_vectors():
    def renamed(**names):
        return {names.get(name[4:], name): text for name, text in GOOD.items()}
    yield refused("field_names_lower_case", "V34", "every name in lower case", "bad_field",
                  {name.lower(): text for name, text in GOOD.items()})
    yield refused("field_names_upper_case", "V34", "every name in upper case", "bad_field",
                  {name.upper(): text for name, text in GOOD.items()})
    yield refused("field_names_mixed_case", "V34", "every name as Tls.Name", "bad_field",
                  {name.title(): text for name, text in GOOD.items()})
    for name in ("ver", "identifier", "sdkappid", "expire", "time", "sig"):
        yield refused(f"field_{name}_lower_case", "V34", f"only TLS.{name} in lower case", "bad_field",
                      renamed(**{name: f"tls.{name}"}))
    yield refused("field_name_with_space", "V34", "a space after a name", "bad_field", renamed(ver="TLS.ver "))
    yield refused("field_names_without_prefix", "V34", "names without TLS.", "bad_field",
                  {name[4:]: text for name, text in GOOD.items()})

    yield refused("field_ver_missing", "V36", "no version", "bad_field", changed(GOOD, **{"TLS.ver": None}))
    yield refused("field_ver_missing_half_v1", "V36", "no version and only one of the two members that tell v1",
                  "bad_field", changed(GOOD, **{"TLS.ver": None}) | {"TLS.sdk_appid": f'"{APP}"'})
    for name, text in (("1_0", '"1.0"'), ("9_9", '"9.9"'), ("number", "2.0"), ("empty_array", "[]"),
                       ("in_array", '["2.0"]'), ("short", '"2"'), ("longer", '"2.00"'), ("with_space", '"2.0 "')):
        yield refused(f"field_ver_{name}", "V37", f"the version is {text}, not the text 2.0", "bad_field",
                      changed(GOOD, **{"TLS.ver": text}))

    yield refused("field_document_empty", "V39", "no member at all", "bad_field", {})
    # A reader that joins texts without checking them writes `undefined`.
    for name in ("identifier", "app", "expire", "time"):
        yield refused(f"field_{MEMBERS[name][4:]}_missing", "V39", f"no {MEMBERS[name]}", "bad_field",
                      wrong(**{name: (None, "undefined")}))
    yield refused("field_sig_missing", "V39", "no TLS.sig", "bad_field", with_signature(None))


def type_vectors():
    yield refused("field_ver_null", "V40", "TLS.ver is null", "bad_field", changed(GOOD, **{"TLS.ver": "null"}))
    for name in ("identifier", "app", "expire", "time"):
        yield refused(f"field_{MEMBERS[name][4:]}_null", "V40", f"{MEMBERS[name]} is null", "bad_field",
                      wrong(**{name: ("null", "null")}))
    yield refused("field_sig_null", "V40", "TLS.sig is null", "bad_field", with_signature("null"))
    yield refused("field_userbuf_null", "V40", "TLS.userbuf is null, which some readers take for absent", "bad_field",
                  GOOD | {"TLS.userbuf": "null"})

    for name, text, said in (("number", str(APP), str(APP)), ("true", "true", "true"),
                             ("in_array", '["alice"]', "alice"), ("object", "{}", "[object Object]")):
        asked = said if name == "number" else "alice"
        yield refused(f"field_identifier_{name}", "V52", f"the id is {text}", "bad_field",
                      wrong(identifier=(text, said)), user_id=asked)
    yield refused("field_sdkappid_true", "V53", "true is loosely equal to any app", "bad_field",
                  wrong(app=("true", "true")))
    yield refused("field_sdkappid_in_array", "V53", "the app in an array", "bad_field", wrong(app=(f"[{APP}]", APP)))
    for name, value in (("app", APP), ("time", TIME), ("expire", EXPIRE)):
        member = MEMBERS[name]
        yield refused(f"field_{member[4:]}_as_text", "V46", f"{member} as a text of digits", "bad_field",
                      wrong(**{name: (f'"{value}"', value)}))
    for name in ("time", "expire"):
        for kind, text, said in (("empty_array", "[]", ""), ("object", "{}", "[object Object]"),
                                 ("word", '"abc"', "abc"), ("true", "true", "true")):
            yield refused(f"field_{name}_{kind}", "V52", f"TLS.{name} is {text}", "bad_field",
                          wrong(**{name: (text, said)}))
    for kind, text, said in (("empty_array", "[]", ""), ("object", "{}", "[object Object]"),
                             ("word", '"abc"', "abc"), ("number", "1234", "1234"), ("true", "true", "true")):
        yield refused(f"field_userbuf_{kind}", "V52", f"TLS.userbuf is {text}", "bad_field",
                      wrong(userbuf=(text, said)), room_id=7)

    room = base64_text(rights(number=7))
    lines = f"{EXPIRE}\nTLS.userbuf:{room}"
    yield refused("field_expire_with_userbuf_line", "V49", "a map key's last line moved into the lifetime",
                  "bad_field", wrong(expire=(json.dumps(lines), lines)))
    lines = f"{EXPIRE}\n"
    yield refused("field_expire_with_line_end", "V49", "a lifetime that ends its own line", "bad_field",
                  wrong(expire=(json.dumps(lines), lines)))
    lines = f"{TIME}\nTLS.sdkappid:{APP}"
    yield refused("field_time_with_app_line", "V50", "a time that carries another app's line", "bad_field",
                  wrong(time=(json.dumps(lines), lines)))
    lines = f"{room}\nTLS.sdkappid:{APP}"
    yield refused("field_userbuf_with_app_line", "V51", "a userbuf that carries another line", "bad_field",
                  members(userbuf=lines), room_id=7)
    yield refused("field_userbuf_short_with_app_line", "V51", "three bytes and another line", "bad_field",
                  members(userbuf=f"AAAA\nTLS.sdkappid:{APP}"), room_id=7)
