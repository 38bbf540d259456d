"""Where a command reads from and writes to, and what it may ask of the terminal."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from bot.core.exchange import Progress
from bot.core.replies import Reply
from bot.json_answers import encode_line
from bot.surroundings import find_width, wants_colour
from bot.terminal import write_reply


@dataclass(frozen=True, slots=True)
class Console:
    """The streams of the process, its environment and its clock, handed to every command."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    environment: Mapping[str, str]
    now: datetime

    @property
    def is_interactive(self) -> bool:
        """Whether a person sits at both ends."""
        return self.stdin.isatty() and self.stdout.isatty()

    @property
    def width(self) -> int | None:
        """Columns to wrap to; None when piped, where lines stay whole."""
        asked = find_width(self.environment)
        if asked is None and self.stdout.isatty():
            return os.get_terminal_size(self.stdout.fileno()).columns or 80
        return asked

    def tell(self, reply: Reply) -> None:
        """Write a reply for people."""
        colour = self.stdout.isatty() and wants_colour(self.environment)
        write_reply(reply, self.stdout, width=self.width, colour=colour)

    def write_json(self, content: dict[str, Any]) -> None:
        """Write one JSON object on one line, at once: the reader may be waiting for it."""
        self.stdout.write(encode_line(content) + "\n")
        self.stdout.flush()

    @contextlib.contextmanager
    def progress(self, title: str) -> Iterator[Progress]:
        """A progress bar on standard error while work runs; nothing where that is no terminal."""
        if not self.stderr.isatty():
            yield lambda done, of: None
            return
        from rich.console import Console as RichConsole
        from rich.progress import Progress as Bar

        bar = Bar(console=RichConsole(file=self.stderr), transient=True)
        with bar:
            task = bar.add_task(title, total=None)

            def advance(done: int, of: int) -> None:
                if done % 200 == 0 or done == of:
                    bar.update(task, completed=done, total=of)

            yield advance
