#!/usr/bin/env python3
"""Fails where modules of a crate import each other in a circle, or a crate imports one it must not know.

A module and the modules inside it are one room: between them anything goes. Between rooms, and between the modules
inside one room, imports go one way. What is only there for tests does not count. `--self-test` tries the check itself.
"""

import json
import pathlib
import re
import subprocess
import sys

# Which of our crates each one may import.
MAY_IMPORT = {
    "usersig": set(),
    "usersig-cli": {"usersig", "usersig-doctor"},
    "usersig-doctor": {"usersig"},
    "usersig-login": {"usersig"},
}

NOT_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|\bb?r(?P<hashes>\#*)".*?"(?P=hashes)|"(?:\\.|[^"\\])*"|'(?:\\u\{\w*\}|\\.|[^'\\])'""",
    re.DOTALL)
TEST_ONLY = re.compile(r"#\[cfg\((?:test|all\([^\]]*\btest\b[^\]]*)\)\]")
USE = re.compile(r"\buse\s+([^;]+);")
PATH = re.compile(r"\b(?:crate|super|self)(?:\s*::\s*\w+)+")
ROOT = ()


class NotUnderstood(Exception):
    pass


def without_tests(code):
    """The code without test-only items, and the names of test-only module files."""
    modules = set()
    while found := TEST_ONLY.search(code):
        end = depth = 0
        for end in range(found.end(), len(code)):
            depth += {"{": 1, "}": -1}.get(code[end], 0)
            if depth == 0 and code[end] in ";}":
                break
        if declared := re.fullmatch(r"[\s\S]*\bmod\s+(\w+)\s*;", code[found.end():end + 1]):
            modules.add(declared[1])
        code = code[:found.start()] + code[end + 1:]
    return code, modules


def leaves(tree):
    """Every path of a use tree, as (its segments, the name it goes by)."""
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


def module_of(file):
    """crate::a::b as ("a", "b")."""
    parts = file.with_suffix("").parts
    if parts in (("lib",), ("main",)):
        return ROOT
    return parts[:-1] if parts[-1] == "mod" else parts


class Crate:
    """Modules, and what each takes from which."""

    def __init__(self, sources):
        code, tests = {}, set()
        for file, text in sources.items():
            module = module_of(file)
            code[module], names = without_tests(NOT_CODE.sub('""', text))
            tests |= {module + (name,) for name in names}
            if re.search(r"\bmod\s+\w+\s*\{|#\[path\b", code[module]):
                raise NotUnderstood(f"{file} has a module inside that is no file of its own")
        self.code = {module: text for module, text in code.items()
                     if not any(module[:len(test)] == test for test in tests)}
        self.handed_on = {module: dict(self.names_of_children(module)) for module in self.code}
        self.arrows = {(module, self.defining_module(path))
                       for module in self.code for path in self.paths(module)} - {(module, module) for module in code}

    def uses(self, module):
        for tree in USE.findall(self.code[module]):
            for segments, name in leaves(tree):
                if path := self.absolute(module, segments):
                    yield path, name

    def names_of_children(self, module):
        """Names a module has from the modules inside it, which others may take from it."""
        for path, name in self.uses(module):
            if path[:len(module)] == module and len(path) > len(module) + 1:
                yield name, path

    def paths(self, module):
        for path, _ in self.uses(module):
            yield path
        for found in PATH.findall(USE.sub("", self.code[module])):
            if path := self.absolute(module, [segment.strip() for segment in found.split("::")]):
                yield path

    def absolute(self, module, segments):
        """The path from the root of the crate, or nothing for what is not of this crate."""
        first, *rest = segments
        if first == "crate":
            return tuple(rest)
        if first in ("self", "super"):
            while rest and first == "super":
                module = module[:-1]
                first, *rest = rest
            return module + ((first, *rest) if first != "self" else tuple(rest))
        return module + tuple(segments) if module + (first,) in self.code else None

    def defining_module(self, path):
        for length in range(len(path), -1, -1):
            module, rest = path[:length], path[length:]
            if module in self.code:
                child = self.handed_on[module].get(rest[0]) if rest and module else None
                return self.defining_module(child) if child else module

    def circles(self):
        yield from ([module, ROOT, module] for module, target in sorted(self.arrows) if target == ROOT)
        for room in self.code:
            arrows = {}
            for source, target in self.arrows:
                if source[:len(room)] == room == target[:len(room)] and len(room) < min(len(source), len(target)):
                    arrows.setdefault(source[:len(room) + 1], set()).add(target[:len(room) + 1])
            if circle := first_circle(arrows):
                yield circle


def first_circle(arrows):
    done = set()

    def walk(module, path):
        if module in path:
            return path[path.index(module):] + [module]
        if module in done:
            return None
        done.add(module)
        for target in sorted(arrows.get(module, set()) - {module}):
            if circle := walk(target, path + [module]):
                return circle
        return None

    return next((circle for module in sorted(arrows) if (circle := walk(module, []))), None)


def circles_of(sources):
    return [" -> ".join("::".join(("crate", *module)) for module in circle) for circle in Crate(sources).circles()]


def wrong_imports(packages, may_import):
    ours = {package["name"] for package in packages}
    for package in packages:
        name = package["name"]
        if pathlib.Path(package["manifest_path"]).parent.parent.name != "crates":
            continue
        if name not in may_import:
            yield f"{name}: MAY_IMPORT does not say what it may import"
            continue
        for imported in sorted({dependency["name"] for dependency in package["dependencies"]} & ours):
            if imported not in may_import[name]:
                yield f"{name} imports {imported}"


def self_test():
    def crate(**files):
        return circles_of({pathlib.Path(name.replace("__", "/") + ".rs"): text for name, text in files.items()})

    one_way = {"lib": "mod a; mod b; pub use a::A;", "a": "use crate::b::B;", "b": "//! use crate::a;\n"}
    cases = [
        ("one way", one_way, []),
        ("two files", one_way | {"b": "use crate::a::A;"}, ["crate::a -> crate::b -> crate::a"]),
        ("a path in the code", one_way | {"b": "fn b() { crate::a::a() }"}, ["crate::a -> crate::b -> crate::a"]),
        ("only for tests", one_way | {"b": "#[cfg(test)]\nmod tests { use crate::a::A; }"}, []),
        ("a test file", one_way | {"b": "#[cfg(test)] mod tests;", "b__tests": "use crate::a::A;"}, []),
        ("in a string", one_way | {"b": 'const B: &str = "crate::a";'}, []),
        ("nested braces", one_way | {"b": "use {std::fmt, crate::{a::{self, A}}};"},
         ["crate::a -> crate::b -> crate::a"]),
        ("three files", {"lib": "", "a": "use crate::b::B;", "b": "use super::c::C;", "c": "use crate::a::A;"},
         ["crate::a -> crate::b -> crate::c -> crate::a"]),
        ("from the root", one_way | {"b": "use crate::A;"}, ["crate::b -> crate -> crate::b"]),
        ("parent and child", {"lib": "", "a": "mod x; use x::X; pub struct A;", "a__x": "use super::A;"}, []),
        ("siblings", {"lib": "", "a": "", "a__x": "use super::y::Y;", "a__y": "use crate::a::x::X;"},
         ["crate::a::x -> crate::a::y -> crate::a::x"]),
        ("handed on", {"lib": "", "a": "mod x; pub use x::X;", "a__x": "use super::y::Y;", "a__y": "use crate::a::X;"},
         ["crate::a::x -> crate::a::y -> crate::a::x"]),
        ("child and outside", {"lib": "", "a": "", "a__x": "use crate::b::B;", "b": "use crate::a::A;"},
         ["crate::a -> crate::b -> crate::a"]),
    ]
    for name, files, expected in cases:
        assert crate(**files) == expected, f"{name}: {crate(**files)}"

    def package(name, *imported):
        return {"name": name, "manifest_path": f"/crates/{name}/Cargo.toml",
                "dependencies": [{"name": other} for other in imported]}

    may_import = {"low": set(), "high": {"low"}}
    assert not list(wrong_imports([package("low", "libc"), package("high", "low")], may_import))
    assert list(wrong_imports([package("low", "high"), package("high")], may_import)) == ["low imports high"]
    assert len(list(wrong_imports([package("new")], may_import))) == 1
    print(f"circles: the check finds what it should in {len(cases)} made-up crates")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    root = pathlib.Path(__file__).resolve().parent.parent
    command = ["cargo", "metadata", "--no-deps", "--format-version=1", "--locked"]
    packages = json.loads(subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE).stdout)["packages"]
    found = list(wrong_imports(packages, MAY_IMPORT))
    modules = 0
    for folder in sorted(root.glob("crates/*/src")):
        sources = {file.relative_to(folder): file.read_text() for file in folder.rglob("*.rs")}
        modules += len(sources)
        found += [f"{folder.parent.name}: {circle}" for circle in circles_of(sources)]
    if found or not modules:
        sys.exit("\n".join(["circles:", *found]))
    print(f"circles: none among {modules} modules")


if __name__ == "__main__":
    main()
