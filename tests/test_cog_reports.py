"""Errors can be reported under every answer."""

from __future__ import annotations

from typing import Any

from tests.simulated import Simulation, answer_of, labels_of, rows_of

KURSK = "north korean troops are fighting in Kursk"


ANSWERS: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"question": KURSK}),
    ("ask", {"question": "south korea sent troops to russia"}),
    ("ask", {"question": "was the moon landing faked?"}),
    ("claim", {"id": "LC1"}),
    ("speaker", {"name": "Zelenskyi"}),
    ("sources", {"claim": "LC1"}),
    ("timeline", {"claim": "LC1"}),
    ("cite", {"id": "LS47"}),
    ("cite", {"id": "LC1", "style": "csl"}),
    ("follow", {"claim": "LC1"}),
    ("unfollow", {"claim": "LC1"}),
    ("help", {}),
    ("about", {}),
    ("privacy", {}),
    ("forget-me", {}),
    ("ping", {}),
]


async def test_an_error_can_be_reported_under_every_answer(sim: Simulation) -> None:
    for command, options in ANSWERS:
        sim.clock.pass_by(60)
        answer = answer_of(await sim.alice.slash(sim.channel, command, **options))
        assert "Report an error" in labels_of(answer), command


async def test_an_error_in_a_citation_or_a_file_is_reported_about_its_entry(
    sim: Simulation,
) -> None:
    dossier = answer_of(await sim.alice.slash(sim.channel, "claim", id="LC1"))
    file = answer_of(await sim.alice.click(dossier, label="Whole dossier as a file"))
    citation = answer_of(await sim.alice.slash(sim.channel, "cite", id="LS47"))
    for answer in (file, citation):
        form = await sim.alice.click(answer, label="Report an error")
        await sim.alice.submit_modal(form, {"text": "This is wrong."})
    assert await rows_of(sim.store, "SELECT about FROM note ORDER BY about") == [
        ("LC1",),
        ("LS47",),
    ]
