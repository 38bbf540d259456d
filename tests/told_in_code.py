"""Reads the program's own source: which texts it says, with which values, and what it raises."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from bot.core.words.english import ENGLISH

ROOT = Path(__file__).parent.parent
FOR_OPERATORS = frozenset(
    {"BackupFailed", "DatabaseRefused", "RestoreRefused", "SettingsRefused", "StoreBusy"}
)
"""Errors that no member of Discord meets; they and what derives from them are in English."""


@dataclass(frozen=True)
class Told:
    """A call `Sentence("key", name=…)`; `pattern` matches the keys that it may have."""

    where: str
    pattern: str
    values: frozenset[str]
    has_more: bool

    def keys(self) -> list[str]:
        """The keys of the catalogue that may be meant, without their forms for exactly one."""
        if (key := self.pattern.replace("\\", "")) in ENGLISH:
            return [key]
        found = [key for key in ENGLISH if re.fullmatch(self.pattern, key)]
        return [key for key in found if key.removesuffix(".one") not in found or not is_one(key)]


def is_one(key: str) -> bool:
    """Whether a text is the form for exactly one of another."""
    return key.endswith(".one") and key.removesuffix(".one") in ENGLISH


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _modules(*packages: str) -> Iterator[tuple[str, tuple[ast.AST, ...]]]:
    """The path of every module, and everything in it."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.name not in ("english.py", "german.py"):
                yield str(path.relative_to(ROOT)), _parse(path)


@cache
def _parse(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def find_told(*packages: str) -> Iterator[Told]:
    """Every sentence that is made with its key in the call."""
    for path, nodes in _modules(*packages):
        for node in nodes:
            if isinstance(node, ast.Call) and _name(node.func) == "Sentence" and node.args:
                pattern = _pattern(node.args[0])
                if pattern is not None:
                    names = {keyword.arg for keyword in node.keywords}
                    values = frozenset(filter(None, names))
                    yield Told(f"{path}:{node.lineno}", pattern, values, None in names)


def find_used(*packages: str) -> set[str]:
    """The keys that stand in the source: whole, as a pattern, or up to or from a "." in them."""
    patterns: set[str] = set()
    for _, nodes in _modules(*packages):
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                begin = ".+" if node.value.startswith(".") else ""
                end = ".+" if node.value.endswith((".", "-")) else ""
                patterns.add(f"{begin}{re.escape(node.value)}{end}")
            elif isinstance(node, ast.JoinedStr) and (pattern := _pattern(node)):
                patterns.add(pattern)
    used = {key for key in ENGLISH if re.escape(key) in patterns}
    # a pattern that is nearly all gaps would find every key
    with_gaps = (p for p in patterns if ".+" in p and re.search("[a-z]{3}", p.replace(".+", "")))
    whole = re.compile("|".join(with_gaps))
    used |= {key for key in ENGLISH if whole.fullmatch(key)}
    return used | {key for key in ENGLISH if is_one(key) and key.removesuffix(".one") in used}


def _pattern(node: ast.expr) -> str | None:
    """A pattern for what an expression gives: a text, or one with gaps of one word or more."""
    match node:
        case ast.Constant(str(text)):
            return re.escape(text)
        case ast.JoinedStr(parts):
            texts = (
                re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts
            )
            return "".join(texts)
        case ast.IfExp(_, chosen, otherwise):
            both = [_pattern(each) for each in (chosen, otherwise)]
            return None if None in both else "|".join(filter(None, both))
    return None


def find_plain_refusals(*packages: str) -> Iterator[str]:
    """Where an error that members can meet is made of a text instead of a sentence."""
    members = _errors_of_members()
    for path, nodes in _modules(*packages):
        for scope in nodes:
            if isinstance(scope, ast.ClassDef) and scope.name in members:
                yield from (f"{path}:{at}" for at in _plain_in(scope, {"__init__"}))
            elif isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from (f"{path}:{at}" for at in _plain_in(scope, members))


def _errors_of_members() -> set[str]:
    bases: dict[str, set[str]] = {}
    for _, nodes in _modules("bot", "db", "cogs"):
        for node in nodes:
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(map(_name, node.bases))

    def derives(name: str, root: str) -> bool:
        return name == root or any(derives(base, root) for base in bases.get(name, ()))

    return {
        name
        for name in bases
        if derives(name, "OnRecordError") and not any(derives(name, each) for each in FOR_OPERATORS)
    }


def _plain_in(scope: ast.AST, functions: set[str]) -> Iterator[int]:
    nodes = list(ast.walk(scope))
    if not any(isinstance(node, ast.Call) and _name(node.func) in functions for node in nodes):
        return
    plain = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and _is_plain(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes:
        if isinstance(node, ast.Call) and node.args and _name(node.func) in functions:
            sentence = node.args[0]
            if _is_plain(sentence) or (isinstance(sentence, ast.Name) and sentence.id in plain):
                yield node.lineno


def _is_plain(node: ast.expr) -> bool:
    """Whether an expression is a text already: written out, put together, or said too early."""
    match node:
        case ast.Constant(str()) | ast.JoinedStr():
            return True
        case ast.BinOp(left, _, right):
            return _is_plain(left) or _is_plain(right)
        case ast.IfExp(_, chosen, otherwise):
            return _is_plain(chosen) or _is_plain(otherwise)
        case ast.Call(func):
            return _name(func) in {"str", "format", "join", "say", "render"}
    return False


def _name(node: ast.expr) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))
