"""The modules of a crate and their imports of each other."""

import re

from imports.source import ROOT, NotUnderstood, groups_of, is_understood, leaves, module_of, without_tests

USE = re.compile(r"\buse\s+([^;]+);")
PATH = re.compile(r"\b(?:crate|super|self)(?:\s*::\s*\w+)+")
SUPER = re.compile(r"\bsuper\s*::")


class Crate:
    """`sources` are the texts of its files by their paths below src."""

    def __init__(self, sources):
        code, tests, self.groups = {}, set(), []
        for file, text in sources.items():
            module = module_of(file)
            if module == ROOT:
                self.groups = groups_of(text)
            code[module], names = without_tests(text)
            tests |= {module + (name,) for name in names}
            if not is_understood(code[module]):
                raise NotUnderstood(f"{file} has an inline module with relative paths, or a path attribute")
        self.code = {module: text for module, text in code.items()
                     if not any(module[:len(test)] == test for test in tests)}
        self.handed_on = {module: dict(self.names_of_children(module)) for module in self.code}
        self.arrows = {(module, target) for module in self.code for path in self.paths(module)
                       if (target := self.defining_module(path)) not in (None, module)}

    def uses(self, module):
        for tree in USE.findall(self.code[module]):
            for segments, name in leaves(tree):
                if path := self.absolute(module, segments):
                    yield path, name

    def names_of_children(self, module):
        """The names a module has from modules inside it. Others can import them from it."""
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
        """The path from the root of the crate, or None if it leads out of the crate."""
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

    def imports_of_the_root(self):
        """Modules that import from lib.rs or main.rs, which imports them."""
        return sorted(module for module, target in self.arrows if target == ROOT)

    def circles_of_files(self):
        """A circle of single files. A module and the modules inside it are different files."""
        arrows = {}
        for source, target in self.arrows:
            if ROOT not in (source, target):
                arrows.setdefault(source, set()).add(target)
        while circle := first_circle(arrows):
            yield circle
            # The circle is open now, and the next one can be found.
            arrows[circle[-2]].discard(circle[-1])

    def circles_of_folders(self):
        """A circle in each folder, where a module and the modules inside it are one room."""
        for room in self.code:
            arrows = {}
            for source, target in self.arrows:
                if source[:len(room)] == room == target[:len(room)] and len(room) < min(len(source), len(target)):
                    arrows.setdefault(source[:len(room) + 1], set()).add(target[:len(room) + 1])
            if circle := first_circle(arrows):
                yield circle

    def backward_imports(self):
        """Imports from a module that lib.rs declares in a later group."""
        group_of = {name: number for number, group in enumerate(self.groups) for name in group}
        for source, target in sorted(self.arrows):
            if ROOT not in (source, target) and group_of.get(source[0], 0) < group_of.get(target[0], 0):
                yield source, target

    def users_of_super(self):
        return sorted(module for module, code in self.code.items() if SUPER.search(code))


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
