"""Reads the rows of a CSV file: which separator it has, which columns, and what is malformed."""

from __future__ import annotations

import csv
from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Sequence

from bot.core.errors import InvalidInput, InvalidRecord
from bot.core.exchange import Problem, RowOf
from bot.core.rows.cells import Row
from bot.core.rows.columns import CLAIM_COLUMNS, COLUMNS, LIST_COLUMNS, split_list, unguard
from bot.core.rows.lines import decode_lines, refuse_broken
from bot.core.words import Sentence, group_digits

_DELIMITERS = ",;\t"


def read_csv(
    pieces: Iterable[bytes], name: str, problems: list[Problem], *, claims_only: bool
) -> Iterator[Row]:
    """The rows of a CSV file; what cannot be read is added to `problems`.

    Raises:
        InvalidInput: there is no usable header, or a cell has no end.
    """
    lines = decode_lines(pieces, name)
    header, delimiter = _read_header(next(lines), name)
    if not claims_only:
        problems += _find_unknown(header, name)
    wanted = CLAIM_COLUMNS if claims_only else COLUMNS
    columns = [(column, at) for at, column in enumerate(header) if column in wanted]
    records = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 2
    while True:
        try:
            cells = next(records)
            if len(cells) == len(header):
                row = _read_row(number, cells, columns)
                if not row.is_empty():
                    yield row
            elif any(cell.strip() for cell in cells):
                has, needs = group_digits(len(cells)), group_digits(len(header))
                raise InvalidRecord(Sentence("problem.cells", number=has, header=needs))
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(_explain(error, RowOf(name, number)))
        except InvalidRecord as error:
            problems.append(Problem(RowOf(name, number), error.field, error.sentence))
        number = records.line_num + 2  # lines read so far, the header, and on to the next


def _read_header(line: str, name: str) -> tuple[list[str], str]:
    """The names in the header, and the separator under which most of them are columns."""

    def count_columns(delimiter: str) -> int:
        return len(set(COLUMNS).intersection(_split_header(line, delimiter)))

    delimiter = max(_DELIMITERS, key=count_columns)
    header = _split_header(line, delimiter)
    if not count_columns(delimiter):
        raise InvalidInput(Sentence("refused.file.header", name=name))
    if "claim" not in header:
        raise InvalidInput(Sentence("refused.file.no-column", name=name, column="claim"))
    twice = [column for column, times in Tally(filter(None, header)).items() if times > 1]
    if twice:
        raise InvalidInput(Sentence("refused.file.column-twice", name=name, column=twice[0]))
    return header, delimiter


def _split_header(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip().lower() for cell in next(csv.reader([line], delimiter=delimiter))]
    except (csv.Error, StopIteration):
        return []


def _find_unknown(header: Sequence[str], name: str) -> Iterator[Problem]:
    for at, column in enumerate(header, 1):
        if column not in COLUMNS:
            shown = column[:40] or Sentence("problem.column", number=at)
            yield Problem(RowOf(name, 1), shown, Sentence("problem.no-column"))


def _read_row(number: int, cells: Sequence[str], columns: Sequence[tuple[str, int]]) -> Row:
    row = Row(number)
    for column, at in columns:
        text = cells[at].strip()
        if not text:
            continue
        if not text.isprintable():
            refuse_broken(text, column)
        if text[0] == "'":
            text = unguard(text)
        if column in LIST_COLUMNS:
            row.lists[column] = split_list(text, LIST_COLUMNS[column])
        else:
            row.cells[column] = text
    return row


def _explain(error: csv.Error, where: RowOf) -> Problem:
    if "field larger" in str(error):
        # What follows is the middle of this cell, in which every further complaint would be noise.
        most = group_digits(csv.field_size_limit())
        raise InvalidInput(Sentence("refused.file.cell", where=where, most=most)) from error
    return Problem(where, "", Sentence("problem.quotation-marks", reason=error))
