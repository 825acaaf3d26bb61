"""Reads the imports of a Rust file, by regular expressions."""

import re

NOT_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|\bb?r(?P<hashes>\#*)".*?"(?P=hashes)|"(?:\\.|[^"\\])*"|'(?:\\u\{\w*\}|\\.|[^'\\])'""",
    re.DOTALL)
VISIBILITY = re.compile(r"\bpub\s*\(\s*in\s[^)]*\)")
TEST_ONLY = re.compile(r"#\[cfg\((?:test|all\([^\]]*\btest\b[^\]]*)\)\]")
MODULE = re.compile(r"\bmod\s+(\w+)\s*;")
INLINE_MODULE = re.compile(r"\bmod\s+\w+\s*\{")
RELATIVE_PATH = re.compile(r"\b(?:super|self)\s*::")
ROOT = ()


class NotUnderstood(Exception):
    pass


def module_of(file):
    """crate::a::b as ("a", "b")."""
    parts = file.with_suffix("").parts
    if parts in (("lib",), ("main",)):
        return ROOT
    return parts[:-1] if parts[-1] == "mod" else parts


def without_tests(text):
    """The code without comments, strings, visibilities and test-only items, and the names of test modules."""
    code, modules = VISIBILITY.sub("pub", NOT_CODE.sub('""', text)), set()
    while found := TEST_ONLY.search(code):
        end = end_of_item(code, found.end())
        if declared := re.fullmatch(rf"[\s\S]*{MODULE.pattern}", code[found.end():end]):
            modules.add(declared[1])
        code = code[:found.start()] + code[end:]
    return code, modules


def end_of_item(code, start):
    depth = 0
    for end in range(start, len(code)):
        depth += {"{": 1, "}": -1}.get(code[end], 0)
        if depth == 0 and code[end] in ";}":
            return end + 1
    return len(code)


def is_understood(code):
    """An inline module counts as part of its file, so its paths must not depend on where it stands."""
    inline = (code[found.start():end_of_item(code, found.start())] for found in INLINE_MODULE.finditer(code))
    return "#[path" not in code and not any(RELATIVE_PATH.search(module) for module in inline)


def leaves(tree):
    """Every path of a use tree, as (its segments, the name it gets)."""
    head, brace, inner = tree.strip().partition("{")
    prefix = [segment.strip() for segment in head.split("::") if segment.strip()]
    if not brace:
        path, _, alias = tree.partition(" as ")
        segments = [segment.strip() for segment in path.split("::")]
        yield segments, alias.strip() or segments[-1]
        return
    depth, part = 0, ""
    for character in inner.rstrip().removesuffix("}") + ",":
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            if part.strip():
                for segments, name in leaves(part):
                    whole = prefix + segments
                    yield (whole[:-1], whole[-2]) if whole[-1] == "self" else (whole, name)
            part = ""
        else:
            part += character


def groups_of(text):
    """The modules a file declares, in the groups that blank lines make."""
    code = NOT_CODE.sub("", text)
    groups = [MODULE.findall(paragraph) for paragraph in re.split(r"\n[ \t]*\n", code)]
    return [group for group in groups if group]
