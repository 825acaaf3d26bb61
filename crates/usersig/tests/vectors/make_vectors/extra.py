"""Unknown members, and the members of a v1 ticket."""

import hashlib
import json

from claims import base64_text, document_text
from constants import APP, TIME
from good import GOOD
from vector import document


def with_extra(text, name="extra"):
    return document(document_text(GOOD | {name: text}))


def nested(kinds, depth):
    """Containers inside each other. Their kinds are taken in turn."""
    opening = {"[": "[", "{": '{"a":'}
    closing = {"[": "]", "{": "}"}
    kinds = [kinds[level % len(kinds)] for level in range(depth)]
    innermost = kinds.pop()
    ends = "".join(closing[kind] for kind in reversed(kinds))
    return "".join(opening[kind] for kind in kinds) + innermost + closing[innermost] + ends


# The values do not matter: a v1 ticket is recognized by its members and never verified.
V1 = {
    "TLS.account_type": '"0"',
    "TLS.identifier": '"alice"',
    "TLS.appid_at_3rd": '"0"',
    "TLS.sdk_appid": f'"{APP}"',
    "TLS.expire_after": '"15552000"',
    "TLS.version": '"201803230000"',
    "TLS.time": f'"{TIME}"',
    "TLS.sig": json.dumps(base64_text(b"\x30\x44\x02\x20" + hashlib.sha256(b"r").digest()
                                      + b"\x02\x20" + hashlib.sha256(b"s").digest())),
}
