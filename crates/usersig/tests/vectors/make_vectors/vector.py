"""One line of attacks.jsonl."""

from claims import document_text, raw
from constants import APP, CODES, KEY, NOW
from packing import squeezed_stream, ticket_text


def vector(name, row, why, cause, content, user_id="alice", app=APP, key=KEY, now=NOW, **asked):
    """A line. `content` is a ticket (text or bytes), ("stream", bytes), ("document", bytes) or members."""
    document = None
    if isinstance(content, dict):
        content = ("document", document_text(content).encode())
    if isinstance(content, tuple) and content[0] == "document":
        document = content[1]
        content = ("stream", squeezed_stream(document))
    if isinstance(content, tuple):
        content = ticket_text(content[1])

    line = {"name": name, "row": row, "why": why}
    if isinstance(content, bytes):
        line["ticket_hex"] = content.hex()
    else:
        line["ticket"] = content
    if document is not None and len(document) <= 1000:
        try:
            line["document"] = document.decode()
        except UnicodeDecodeError:
            pass
    line |= {"sdk_app_id": app, "user_id": user_id, "key": key, "now": now} | asked
    if cause is None:
        return line | {"expect": 0}
    return line | {"expect": CODES[cause], "cause": cause}


def accepted(name, row, why, content, **asked):
    return vector(name, row, why, None, content, **asked)


def refused(name, row, why, cause, content, **asked):
    return vector(name, row, why, cause, content, **asked)


def document(text):
    return ("document", raw(text))


def stream(data):
    return ("stream", data)
