"""Claims and statements as rows of a table: CSV and JSON Lines, one claim or one statement a row.

A row without `speaker`, `speaker_id` and `text` is a claim, any other a statement. CSV is UTF-8
with or without a byte order mark, separated by commas, semicolons or tabs; JSON Lines has one
object a line with the same names, where columns that hold several values may be lists. Space
around a cell does not count; an empty cell is an absent one.

==============================  ==================================================================
id                              what the claim (in its row) or the statement is called; kept
claim_id                        in a statement's row: the claim's id, in the file or on record
claim                           the claim's wording; only a row with a `claim_id` can do without
phrasing                        other ways to put it, between them " | "
state, merged_into              active (else absent), retired, or merged and into which id
stance                          supports, disputes or context; a statement must say which
speaker_id, speaker             an id, in the file or on record; the name; one of the two is needed
speaker_kind                    person (else absent) or organisation
speaker_variants                other spellings of the name, between them " | "
speaker_state                   active (else absent) or retired
role, organisation              as held at that time
date                            as people write dates, or EDTF; refused where it can mean two
date_text                       as the source words it; else the `date` that was not EDTF
date_basis, date_inferred_from  stated, publication, or inferred and from what
place, occasion                 where, and at what, it was said
text, kind                      the words; quote or paraphrase
via                             who stands between speaker and source
source_id, source_title         an id, in the file or on record; the title, else the address
source_publisher, …_author      as published
source_published, …_basis,      when, how that is known, and from what it was inferred
…_basis, …_inferred_from
source_kind                     news report (else absent), agency report, opinion, official
                                transcript or post
source_url, …_archive_url       web addresses
source_language                 ISO 639-1; en where absent
source_note, source_state       a remark; active (else absent) or retired
counters                        what it does to other statements: "denies S3; questions other-id"
==============================  ==================================================================

Rows with one id, or without an id and with one speaker, date and text, are one statement: each
adds its claim and its source. What has no id is known by its wording, name, address or title; it
gets an id that begins with `LOCAL_MARK` and is not kept. Speakers and sources that no statement
names have no row, and a merged one is written as the one it was merged into; the record file of
`bot.core.record_file` keeps these too.

In a list, a backslash stands before a separator or a backslash that is part of a value. In CSV an
apostrophe stands before a cell that a spreadsheet would take for a formula (= + - @ tab CR after
any number of apostrophes); reading takes one away.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.exchange import Item, Problem
from bot.core.models import Record
from bot.core.rows.columns import CLAIM_COLUMNS, COLUMNS, RowFormat
from bot.core.rows.csv_rows import read_csv
from bot.core.rows.gathering import Gathering
from bot.core.rows.json_rows import read_jsonl
from bot.core.rows.writing import list_rows, write_csv, write_jsonl

__all__ = ["CLAIM_COLUMNS", "COLUMNS", "RowFormat", "decode_rows", "encode_rows"]


def decode_rows(
    lines: Iterable[bytes], name: str, *, kind: RowFormat, claims_only: bool = False
) -> tuple[list[Item], list[Problem]]:
    """Read a table; rows that cannot be read are problems, not errors.

    `lines` are the file's bytes in pieces of any size, such as the lines of an open file.
    `claims_only` reads the columns of `CLAIM_COLUMNS` and nothing else.

    Raises:
        InvalidInput: the file as a whole is not a table of this format.
    """
    gathering = Gathering(name)
    read = read_csv if kind == "csv" else read_jsonl
    for row in read(lines, name, gathering.problems, claims_only=claims_only):
        gathering.add_row(row)
    return gathering.finish()


def encode_rows(record: Record, kind: RowFormat, *, claims_only: bool = False) -> bytes:
    """Write a record as a table; equal records give equal bytes.

    `claims_only` writes the active claims with the columns of `CLAIM_COLUMNS`.
    """
    rows = list_rows(record, claims_only=claims_only)
    if kind == "jsonl":
        return write_jsonl(rows)
    return write_csv(rows, CLAIM_COLUMNS if claims_only else COLUMNS)
