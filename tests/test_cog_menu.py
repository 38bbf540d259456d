"""What right-clicking a message finds out about it."""

from __future__ import annotations

import discord

from tests.simulated import Simulation, answer_of, labels_of, texts_of

KURSK = "north korean troops are fighting in Kursk"


async def test_the_message_menu_reads_the_message_and_answers_privately(sim: Simulation) -> None:
    message = await sim.bob.send(sim.channel, f"I heard that {KURSK}!")
    result = await sim.alice.context_menu(sim.channel, "What's on record?", message)
    assert result.ephemeral
    assert "Kursk region" in texts_of(answer_of(result))
    assert "Post here" in labels_of(answer_of(result))
    posted = await sim.alice.click(answer_of(result), label="Post here")
    assert not posted.ephemeral
    assert "Kursk region" in texts_of(answer_of(posted))
    assert "Post here" not in labels_of(answer_of(posted))


async def test_the_message_menu_reads_what_a_message_forwards(sim: Simulation) -> None:
    message = await sim.bob.send(sim.channel, KURSK)
    forwarded = await sim.bob.forward(message, sim.channel)
    result = await sim.alice.context_menu(sim.channel, "What's on record?", forwarded)
    assert "Kursk region" in texts_of(answer_of(result))


async def test_the_message_menu_reads_the_embeds_and_the_layout_of_what_is_forwarded(
    sim: Simulation,
) -> None:
    hook = sim.guild.create_webhook(sim.channel)
    embedded = await hook.send(embed=discord.Embed(title="Breaking", description=KURSK))
    channel = sim.env.bot.get_channel(sim.channel.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.Container(discord.ui.TextDisplay(KURSK)))
    for message in (embedded, await channel.send(view=view)):
        forwarded = await sim.bob.forward(message, sim.channel)
        result = await sim.alice.context_menu(sim.channel, "What's on record?", forwarded)
        assert "Kursk region" in texts_of(answer_of(result))


async def test_the_message_menu_reads_a_message_with_embeds_only(sim: Simulation) -> None:
    embed = discord.Embed(title="Breaking", description=KURSK)
    message = await sim.guild.create_webhook(sim.channel).send(embed=embed)
    assert message.content == ""
    result = await sim.alice.context_menu(sim.channel, "What's on record?", message)
    assert result.ephemeral
    assert "Kursk region" in texts_of(answer_of(result))


async def test_the_message_menu_reads_a_message_laid_out_in_components(sim: Simulation) -> None:
    channel = sim.env.bot.get_channel(sim.channel.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.Container(discord.ui.TextDisplay(KURSK)))
    message = await channel.send(view=view)
    assert message.content == ""
    result = await sim.alice.context_menu(sim.channel, "What's on record?", message)
    assert result.ephemeral
    assert "Kursk region" in texts_of(answer_of(result))
