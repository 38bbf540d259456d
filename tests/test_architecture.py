"""The arrows between the parts: who may import whom."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "cogs", "db")

# What the modules of a part may import from the program, and from outside the standard library.
CORE_PARTS = ("bot.core",)
ALLOWED = {
    "bot.core": (*CORE_PARTS,),
    "db": ("bot.core", "db"),
    "cogs": (
        "bot.core",
        "bot.client",
        "bot.citing",
        "bot.timeline",
        "bot.timeline_picture",
        "cogs",
    ),
}
OUTSIDE = {
    "bot.core": {"rapidfuzz", "msgspec", "spellchecker"},
    "db": {"aiosqlite", "msgspec", "rapidfuzz"},
}


def _modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__"), path


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _is_within(module: str, parts: tuple[str, ...]) -> bool:
    return any(module == part or module.startswith(f"{part}.") for part in parts)


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_each_part_imports_only_what_its_arrow_points_to(part: str) -> None:
    found = [
        f"{name} imports {imported}"
        for name, path in _modules()
        if _is_within(name, (part,))
        for imported in _imports(path)
        if _is_within(imported, PACKAGES) and not _is_within(imported, ALLOWED[part])
    ]
    assert not found


@pytest.mark.parametrize("part", sorted(OUTSIDE))
def test_the_core_and_the_store_know_no_discord_and_no_other_library(part: str) -> None:
    import sys

    found = [
        f"{name} imports {imported}"
        for name, path in _modules()
        if _is_within(name, (part,))
        for imported in _imports(path)
        if not _is_within(imported, PACKAGES)
        and imported.split(".")[0] not in sys.stdlib_module_names | OUTSIDE[part]
    ]
    assert not found


def test_only_settings_read_the_environment() -> None:
    readers = {
        name
        for name, path in _modules()
        if re.search(r"\bos\.environ\b|\bgetenv\b", path.read_text(encoding="utf-8"))
    }
    assert readers <= {"bot.settings", "bot.__main__"}


def _calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name


def test_the_core_has_no_clock_and_no_files() -> None:
    forbidden = {"now", "today", "utcnow", "monotonic", "open", "read_text", "read_bytes"}
    found = [
        f"{name} calls {forbidden.intersection(_calls(path))}"
        for name, path in _modules()
        if _is_within(name, CORE_PARTS) and forbidden.intersection(_calls(path))
    ]
    assert not found


def test_every_module_begins_with_one_sentence_that_says_what_it_is() -> None:
    for name, path in _modules():
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        first = docstring.split("\n")[0]
        assert first.endswith((".", ";", ":")), name
        assert len(first) > 15, name
