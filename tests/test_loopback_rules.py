"""The loopback Discord refuses what Discord refuses; the other tests rest on that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback_rules import DESCRIPTION, V2, check_body, check_callback, check_message


def _text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def _button(custom_id: str) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id}


def _link(url: str) -> dict[str, Any]:
    return {"type": 1, "components": [{"type": 2, "style": 5, "label": "x", "url": url}]}


def _v2(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(components), **more}


_REFUSED: dict[str, dict[str, Any]] = {
    "content over 2,000": {"content": "x" * 2001},
    "empty": {"content": ""},
    "embeds over 6,000 together": {"embeds": [{"description": "x" * 3001}] * 2},
    "content with V2": _v2(_text("x"), content="x"),
    "embeds with V2": _v2(_text("x"), embeds=[{"title": "x"}]),
    "V2 over 4,000": _v2(_text("x" * 2500), {"type": 17, "components": [_text("x" * 1501)]}),
    "41 components": _v2(*[_text("x")] * 41),
    "nested components counted": _v2(*[{"type": 17, "components": [_text("x")] * 20}] * 2),
    "V2 component without flag": {"components": [_text("x")]},
    "same custom id": {"components": [{"type": 1, "components": [_button("a")] * 2}]},
    "long custom id": {"components": [{"type": 1, "components": [_button("a" * 101)]}]},
    "6 buttons": {"components": [{"type": 1, "components": [_button(c) for c in "abcdef"]}]},
    "other address": {"components": [_link("javascript:alert(1)")]},
    "address with a blank": {"components": [_link("https://example.org/a b")]},
    "file address": _v2({"type": 12, "items": [{"media": {"url": "file:///etc/passwd"}}]}),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_a_message_over_a_limit_is_refused(name: str) -> None:
    assert check_message(_REFUSED[name])


@pytest.mark.parametrize(
    "message",
    [
        {"content": "x" * 2000},
        {"embeds": [{"description": "x" * 3000}] * 2},
        _v2(_text("x" * 2500), {"type": 17, "components": [_text("x" * 1500)]}),
        _v2(*[_text("x")] * 40),
        {"components": [_link("https://example.org/")]},
        _v2({"type": 12, "items": [{"media": {"url": "attachment://timeline.png"}}]}),
    ],
)
def test_a_message_within_the_limits_is_taken(message: dict[str, Any]) -> None:
    assert check_message(message) == []


def test_an_edit_of_a_components_v2_message_cannot_bring_content() -> None:
    assert check_message({"content": "x"}, flags=V2, edits=True)


@pytest.mark.parametrize(
    "callback",
    [
        {"type": 8, "data": {"choices": [{"name": "x", "value": "x"}] * 26}},
        {"type": 8, "data": {"choices": [{"name": " ", "value": "x"}]}},
        {"type": 8, "data": {"choices": [{"name": "x" * 101, "value": "x"}]}},
        {"type": 8, "data": {"choices": [{"name": "x", "value": "x" * 101}]}},
        {"type": 9, "data": {"title": "x" * 46, "custom_id": "f", "components": [_text("x")]}},
        {"type": 9, "data": {"title": "x", "custom_id": "f", "components": [_text("x")] * 6}},
    ],
)
def test_a_first_answer_over_a_limit_is_refused(callback: dict[str, Any]) -> None:
    assert check_callback(callback)


@pytest.mark.skipif(not DESCRIPTION.exists(), reason="Discord's OpenAPI description is not here")
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/channels/1/messages", {"content": 5}),
        ("POST", "/channels/1/messages", {"embeds": [{"title": "x" * 257}]}),
        ("POST", "/interactions/1/t/callback", {"type": 99}),
        ("POST", "/interactions/1/t/callback", {"type": 4, "data": {"embeds": "x"}}),
        ("PUT", "/applications/1/commands", [{"name": "ask", "description": "x" * 101}]),
        ("PATCH", "/webhooks/1/t/messages/@original", {"components": [{"type": 10}]}),
        ("PATCH", "/webhooks/1/t/messages/2", {"content": "x" * 2001}),
        ("POST", "/users/@me/channels", {"recipient_id": "nobody"}),
    ],
)
def test_a_body_against_the_published_description_is_refused(
    method: str, path: str, body: Any
) -> None:
    assert check_body(method, path, body)
