"""The claims of a ticket, their signed text, and the members of the document."""

import base64
import hashlib
import hmac
import json
import struct

from constants import APP, EXPIRE, KEY, LAST, TIME

MEMBERS = {
    "identifier": "TLS.identifier",
    "app": "TLS.sdkappid",
    "expire": "TLS.expire",
    "time": "TLS.time",
    "userbuf": "TLS.userbuf",
}


def raw(value):
    return value if isinstance(value, bytes) else str(value).encode()


def signed_text(identifier, app, time, expire, userbuf=None):
    lines = [("identifier", identifier), ("sdkappid", app), ("time", time), ("expire", expire)]
    if userbuf is not None:
        lines.append(("userbuf", userbuf))
    return b"".join(b"TLS." + name.encode() + b":" + raw(value) + b"\n" for name, value in lines)


def mac(key, text):
    return hmac.new(raw(key), text, hashlib.sha256).digest()


def base64_text(data):
    return base64.b64encode(data).decode()


def members(identifier="alice", app=APP, time=TIME, expire=EXPIRE, userbuf=None, key=KEY):
    """The name of each member and its JSON text, signed. `userbuf` is base64 text."""
    said = {
        "TLS.ver": '"2.0"',
        "TLS.identifier": json.dumps(identifier) if isinstance(identifier, str) else identifier,
        "TLS.sdkappid": str(app),
        "TLS.expire": str(expire),
        "TLS.time": str(time),
    }
    if userbuf is not None:
        said["TLS.userbuf"] = json.dumps(userbuf)
    text = signed_text(identifier, app, time, expire, userbuf)
    return said | {"TLS.sig": json.dumps(base64_text(mac(key, text)))}


def wrong(**claims):
    """Members of a wrong type. A pair is (the JSON text to write, the text that a reader without types would hash)."""
    hashed = {name: value[1] if isinstance(value, tuple) else value for name, value in claims.items()}
    written = {MEMBERS[name]: value[0] for name, value in claims.items() if isinstance(value, tuple)}
    return changed(members(**hashed), **written)


def changed(said, **texts):
    """The same members with other JSON texts. None removes a member."""
    said = said | texts
    return {name: text for name, text in said.items() if text is not None}


def with_signature(text, **claims):
    return changed(members(**claims), **{"TLS.sig": text})


def signature_of(said):
    return base64.b64decode(json.loads(said["TLS.sig"]))


def document_text(said, comma=",", colon=":"):
    return "{" + comma.join(f'"{name}"{colon}{text}' for name, text in said.items()) + "}"


def rights(account=b"alice", app=APP, number=0, expires=LAST, privileges=255, name=None, **faults):
    """A userbuf in its wire form. `faults` can set version, account_length and name_length."""
    version = faults.get("version", 0 if name is None else 1)
    data = struct.pack(">BH", version, faults.get("account_length", len(account))) + account
    data += struct.pack(">IIIII", app, number, expires, privileges, 0)
    if name is not None:
        data += struct.pack(">H", faults.get("name_length", len(name))) + name
    return data


def map_key(userbuf, **claims):
    return members(userbuf=base64_text(userbuf), **claims)


def number_room(number=7, **fields):
    return map_key(rights(number=number, **fields))


def named_room(name=b"lobby", **fields):
    return map_key(rights(name=name, **fields))
