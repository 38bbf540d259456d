"""`onrecord run` against the loopback named by two variables; `--all-cogs` for the true ones."""

from __future__ import annotations

import os
import sys

import discord.gateway
import discord.http
import yarl

import bot.client
from bot.__main__ import main
from tests.loopback_client import STAND_IN

if __name__ == "__main__":
    discord.http.Route.BASE = os.environ.pop("LOOPBACK_API")
    gateway = yarl.URL(os.environ.pop("LOOPBACK_GATEWAY"))
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway
    arguments = sys.argv[1:]
    if "--all-cogs" in arguments:
        arguments.remove("--all-cogs")
    else:
        bot.client.EXTENSIONS = STAND_IN
    sys.exit(main(["run", *arguments]))
