"""Tries the check of imports on made-up crates."""

import pathlib

from imports.rules import faults_of, wrong_imports

ONE_WAY = {"lib": "mod a; mod b; pub use a::A;", "a": "use crate::b::B;", "b": "//! use crate::a;\n"}
CIRCLE = ["a circle: crate::a -> crate::b -> crate::a"]
CASES = [
    ("one way", ONE_WAY, []),
    ("two files", ONE_WAY | {"b": "use crate::a::A;"}, CIRCLE),
    ("a path in the code", ONE_WAY | {"b": "fn b() { crate::a::a() }"}, CIRCLE),
    ("only for tests", ONE_WAY | {"b": "#[cfg(test)]\nmod tests { use crate::a::A; use super::*; }"}, []),
    ("a test file", ONE_WAY | {"b": "#[cfg(test)] mod tests;", "b__tests": "use crate::a::A; use super::B;"}, []),
    ("in a string", ONE_WAY | {"b": 'const B: &str = "crate::a";'}, []),
    ("nested braces", ONE_WAY | {"b": "use {std::fmt, crate::{a::{self, A}}};"}, CIRCLE),
    ("three files", {"lib": "", "a": "use crate::b::B;", "b": "use crate::c::C;", "c": "use crate::a::A;"},
     ["a circle: crate::a -> crate::b -> crate::c -> crate::a"]),
    ("from the root", ONE_WAY | {"b": "use crate::A;"}, ["crate::b imports from the root of the crate"]),
    ("parent to child", {"lib": "", "a": "mod x; use crate::a::x::X;", "a__x": "pub struct X;"}, []),
    ("child to parent", {"lib": "", "a": "mod x; pub struct A;", "a__x": "use crate::a::A;"}, []),
    ("parent and child", {"lib": "", "a": "mod x; use x::X; pub struct A;", "a__x": "use crate::a::A;"},
     ["a circle: crate::a -> crate::a::x -> crate::a"]),
    ("parent and grandchild", {"lib": "", "a": "use crate::a::x::y::Y;", "a__x": "", "a__x__y": "use crate::a::A;"},
     ["a circle: crate::a -> crate::a::x::y -> crate::a"]),
    ("parent and child by a sibling",
     {"lib": "", "a": "use crate::a::x::X;", "a__x": "use crate::a::y::Y;", "a__y": "use crate::a::A;"},
     ["a circle: crate::a -> crate::a::x -> crate::a::y -> crate::a"]),
    ("siblings", {"lib": "", "a": "", "a__x": "use crate::a::y::Y;", "a__y": "use crate::a::x::X;"},
     ["a circle: crate::a::x -> crate::a::y -> crate::a::x"]),
    ("handed on", {"lib": "", "a": "mod x; pub use x::X;", "a__x": "use crate::a::y::Y;", "a__y": "use crate::a::X;"},
     ["a circle: crate::a::x -> crate::a::y -> crate::a::x"]),
    ("folders without a circle of files",
     {"lib": "", "a": "", "a__w": "", "a__x": "use crate::b::y::Y;", "b": "", "b__y": "", "b__z": "use crate::a::w;"},
     ["a circle: crate::a -> crate::b -> crate::a"]),
    ("in the order of groups", {"lib": "mod low;\n\nmod high;", "low": "", "high": "use crate::low::L;"}, []),
    ("against the order of groups", {"lib": "mod low;\n\n// b\nmod high;", "low": "use crate::high::H;", "high": ""},
     ["crate::low imports crate::high, which stands below it in lib.rs"]),
    ("in one group", {"lib": "mod a;\nmod b;", "a": "use crate::b::B;", "b": ""}, []),
    ("use super", {"lib": "", "a": "", "a__x": "use super::y::Y;", "a__y": ""}, ["crate::a::x says super::"]),
    ("a path with super", {"lib": "", "a": "", "a__x": "fn x() { super::a() }"}, ["crate::a::x says super::"]),
    ("an inline module", ONE_WAY | {"b": "mod sealed { use crate::b::B; }"}, []),
    ("an inline module in a circle", ONE_WAY | {"b": "mod sealed { use crate::a::A; }"}, CIRCLE),
    ("visible in the parent", {"lib": "", "a": "", "a__x": "pub(super) struct X; pub(in super) struct Y;"}, []),
    ("visible in a module", {"lib": "", "a": "use crate::a::x::X;", "a__x": "pub(in crate::a) struct X;"}, []),
]


def package(name, *imported):
    return {"name": name, "manifest_path": f"/crates/{name}/Cargo.toml",
            "dependencies": [{"name": other} for other in imported]}


def self_test():
    for name, files, expected in CASES:
        found = faults_of({pathlib.Path(file.replace("__", "/") + ".rs"): text for file, text in files.items()})
        assert found == expected, f"{name}: {found}"

    may_import = {"low": set(), "high": {"low"}}
    assert not list(wrong_imports([package("low", "libc"), package("high", "low")], may_import))
    assert list(wrong_imports([package("low", "high"), package("high")], may_import)) == ["low imports high"]
    assert len(list(wrong_imports([package("new")], may_import))) == 1
    print(f"circles: the check is right about {len(CASES)} made-up crates")
