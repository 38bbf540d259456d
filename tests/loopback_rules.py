"""What Discord accepts as a body: its published description, and the limits missing there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

DESCRIPTION = Path(__file__).parents[2] / "shared" / "discord-openapi.json"
"""Discord's OpenAPI description, where it was put beside the checkout; without it, limits only."""

V2 = 1 << 15
_TEXT_DISPLAY = 10
_V2_ONLY = frozenset({9, 10, 11, 12, 13, 14, 17})
_CHOICES = 25


@cache
def _description() -> dict[str, Any] | None:
    if not DESCRIPTION.exists():
        return None
    content: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    # Discord takes an id as a number too, which is how libraries send those of replies and files
    text = content["components"]["schemas"]["SnowflakeType"]
    content["components"]["schemas"]["SnowflakeType"] = {
        "anyOf": [text, {"type": "integer", "minimum": 0}]
    }
    return content


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    description = _description()
    if description is None:
        return []
    # an address with fewer placeholders is the more exact one (…/messages/@original)
    paths = sorted(description["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path) + "$"), path) for path in paths]


@cache
def _validator(method: str, path: str) -> jsonschema_rs.Draft202012Validator | None:
    description = _description()
    if description is None:
        return None
    body = description["paths"][path].get(method.lower(), {}).get("requestBody")
    if body is None:
        return None
    schema = body["content"]["application/json"]["schema"]
    whole = {**schema, "components": description["components"]}
    return jsonschema_rs.Draft202012Validator(whole)


def check_body(method: str, path: str, body: Any) -> list[str]:
    """What Discord would refuse about a body sent to a path such as `/channels/1/messages`."""
    template = next((known for pattern, known in _paths() if pattern.match(path)), None)
    validator = _validator(method, template) if template else None
    problems = []
    if validator is not None:
        problems = [
            f"{error.message[:300]} at {'/'.join(map(str, error.instance_path))}"
            for error in validator.iter_errors(body)
        ]
    return problems


def check_callback(body: dict[str, Any], *, files: int = 0) -> list[str]:
    """The limits of an interaction's first answer, whichever kind it is."""
    content = body.get("data") or {}
    match body["type"]:
        case 4 | 7:
            return check_message(content, files=files)
        case 8:
            return list(_check_choices(content.get("choices", [])))
        case 9:
            return list(_check_form(content))
        case _:
            return []


def check_message(
    message: dict[str, Any], *, flags: int = 0, files: int = 0, edits: bool = False
) -> list[str]:
    """The limits of a message; `flags` are those of the message that is edited."""
    return list(_check_message(message, (message.get("flags") or 0) | flags, files, edits))


def _check_message(message: dict[str, Any], flags: int, files: int, edits: bool) -> Iterator[str]:
    content, embeds = message.get("content") or "", message.get("embeds") or []
    components = list(walk(message.get("components") or []))
    if len(content) > 2000:
        yield f"content of {len(content)} characters"
    if sum(map(_embed_length, embeds)) > 6000:
        yield "more than 6,000 characters over all embeds"
    if flags & V2:
        if content or embeds:
            yield "content or embeds together with Components V2"
        characters = sum(len(c["content"]) for c in components if c["type"] == _TEXT_DISPLAY)
        if characters > 4000:
            yield f"{characters} characters in Components V2"
        if len(components) > 40:
            yield f"{len(components)} components"
    elif any(c["type"] in _V2_ONLY for c in components):
        yield "a component of Components V2 without its flag"
    elif len(message.get("components") or []) > 5:
        yield "more than 5 rows"
    if not (edits or content or embeds or components or files or message.get("sticker_ids")):
        yield "an empty message"
    yield from _check_components(components)


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component of a tree, itself included."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for single in ("accessory", "component"):
            if component.get(single):
                yield from walk([component[single]])


def _embed_length(embed: dict[str, Any]) -> int:
    fields = embed.get("fields") or []
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    parts += [text for field in fields for text in (field["name"], field["value"])]
    return sum(len(part or "") for part in parts)


def _check_components(components: list[dict[str, Any]]) -> Iterator[str]:
    ids = [c["custom_id"] for c in components if c.get("custom_id") is not None]
    if len(set(ids)) != len(ids):
        yield "the same custom id twice"
    for component in components:
        if len(component.get("custom_id") or "") > 100:
            yield "a custom id of more than 100 characters"
        if len(component.get("options") or []) > _CHOICES:
            yield "more than 25 options"
        if component["type"] == 1 and len(component["components"]) > 5:
            yield "more than 5 buttons in a row"
        for url in _addresses(component):
            if not re.match(r"https?://\S+$", url):
                yield "an address that is neither http nor https"


def _addresses(component: dict[str, Any]) -> Iterator[str]:
    if component.get("url"):
        yield component["url"]
    media = [component.get("media"), component.get("file")]
    media += [item.get("media") for item in component.get("items") or []]
    for item in media:
        if item and not item["url"].startswith("attachment://"):
            yield item["url"]


def _check_choices(choices: list[dict[str, Any]]) -> Iterator[str]:
    if len(choices) > _CHOICES:
        yield f"{len(choices)} autocomplete choices"
    for choice in choices:
        if not choice["name"].strip() or len(choice["name"]) > 100:
            yield "the name of a choice is empty or has more than 100 characters"
        if isinstance(choice["value"], str) and not 1 <= len(choice["value"]) <= 100:
            yield "the value of a choice is empty or has more than 100 characters"


def _check_form(form: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(form["title"]) <= 45:
        yield "a form's title of more than 45 characters"
    if not 1 <= len(form["custom_id"]) <= 100:
        yield "a form's custom id of more than 100 characters"
    if not 1 <= len(form["components"]) <= 5:
        yield f"{len(form['components'])} components in a form"
    yield from _check_components(list(walk(form["components"])))
