"""What is exported and imported again is what it was, whatever the form of the file."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.core.curation.references import collect, list_entries
from bot.core.models import SHARED, Record
from db.shipped import read_shipped_items
from tests.exchanging import FORMS, SERVER, Form, as_items, decode, encode, export, take_over
from tests.generated import records
from tests.record import open_copy


def pass_through(
    source: Record | None, form: Form, community_id: int = SERVER
) -> tuple[Record, bytes, Record, bytes]:
    """Export, import elsewhere, export: what the first and the second database gave."""
    return asyncio.run(_pass_through(source, form, community_id))


async def _pass_through(
    source: Record | None, form: Form, community_id: int
) -> tuple[Record, bytes, Record, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("first.db", "second.db")]
        async with open_copy(paths[0]) as store:
            if source is not None:
                await take_over(store, as_items(list_entries(source)), community_id)
            first = await export(store, community_id)
        content = encode(first, form)
        items, problems = decode(content, form)
        assert problems == []
        async with open_copy(paths[1]) as store:
            await take_over(store, items, community_id)
            second = await export(store, community_id)
            again = await take_over(store, items, community_id)
        assert (again.added, again.updated, again.unchanged) == (0, 0, len(items))
        return first, content, second, encode(second, form)


@pytest.mark.parametrize("form", FORMS)
def test_the_shipped_library_goes_out_and_in_again_unchanged(form: Form) -> None:
    first, content, second, content_again = pass_through(None, form, SHARED)
    assert len(first.statements) > 50
    assert first == second
    assert content == content_again


@pytest.mark.parametrize("form", FORMS)
def test_the_library_goes_into_an_empty_community_unchanged(form: Form) -> None:
    library = collect([item.entry for item in read_shipped_items()])
    first, content, second, content_again = pass_through(library, form)
    assert first == second
    assert content == content_again


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12, deadline=None)
@given(record=records())
def test_any_record_goes_out_and_in_again_unchanged(form: Form, record: Record) -> None:
    first, content, second, content_again = pass_through(record, form)
    assert first == second
    assert content == content_again
