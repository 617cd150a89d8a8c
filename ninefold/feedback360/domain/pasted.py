"""Reading a pasted list of raters: every line is understood or refused with its number and the reason."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ninefold.feedback360.domain.addresses import NameNotPossible, address_key, clean_name

MOST_CHARACTERS = 20_000
MOST_LINES = 100
_NAME_AND_ADDRESS = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>\s]+)>\s*[,;\t]?\s*(?P<group>[^<>]*)$")
_SHOWN = 60


@dataclass(frozen=True)
class Named:
    """A person on the list: `group` is a group's id."""

    line: int
    name: str
    email: str
    group: str


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line; line 0 is the list as a whole."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence}" if self.line else self.sentence


@dataclass(frozen=True)
class PastedList:
    people: tuple[Named, ...]
    problems: tuple[Problem, ...]


class _Refused(Exception):
    pass


def read_list(
    text: str,
    *,
    groups: Mapping[str, str],
    usual_group: str,
    is_address: Callable[[str], bool],
    taken: Mapping[str, str],
) -> PastedList:
    """The people on a pasted list.

    A line is 'Name, address, group', 'Name, address' or 'Name <address>'; a spreadsheet's tabs and semicolons will do,
    and a first line of headings is passed over. `groups` leads from each word that may name a group, in lower case, to
    its id; `usual_group` is the id for lines that name none, or empty. `taken` leads from the key of an address to why
    that address is refused.
    """
    if len(text) > MOST_CHARACTERS:
        return PastedList(
            (), (Problem(0, f"The list is longer than {MOST_CHARACTERS:,} characters. Paste it in parts."),)
        )
    lines = [(number, line.strip("\ufeff \r")) for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1)]
    filled = [(number, line) for number, line in lines if line.strip()]
    if filled and _is_heading(filled[0][1]):
        filled = filled[1:]
    if not filled:
        return PastedList((), (Problem(0, "There is nobody on the list. Write one person a line."),))
    if len(filled) > MOST_LINES:
        return PastedList((), (Problem(0, f"The list has more than {MOST_LINES} lines. Paste it in parts."),))
    people: list[Named] = []
    problems: list[Problem] = []
    seen = dict(taken)
    for number, line in filled:
        try:
            person = _person(number, line, groups, usual_group, is_address)
            _check_once(person, seen)
        except (_Refused, NameNotPossible) as refusal:
            sentence = str(refusal) if isinstance(refusal, _Refused) else f"the name {refusal}."
            problems.append(Problem(number, sentence))
        else:
            people.append(person)
            seen[address_key(person.email)] = f"this address stands in line {number} already."
    return PastedList(tuple(people), tuple(problems))


def _person(
    number: int, line: str, groups: Mapping[str, str], usual_group: str, is_address: Callable[[str], bool]
) -> Named:
    name, email, group = _parts(line)
    if not email:
        raise _Refused("there is no e-mail address. Write ‘Name, address, group’.")
    if not is_address(email):
        raise _Refused(f"‘{_short(email)}’ is not an e-mail address.")
    if group and group.casefold() not in groups:
        raise _Refused(f"‘{_short(group)}’ is not a group. Choose from {', '.join(_names(groups))}.")
    found = groups[group.casefold()] if group else usual_group
    if not found:
        raise _Refused("the group is missing. Add it after the address, or choose one for the whole list.")
    return Named(number, clean_name(name), email, found)


def _parts(line: str) -> tuple[str, str, str]:
    match = _NAME_AND_ADDRESS.match(line)
    if match:
        return match["name"].strip().strip('"'), match["email"], match["group"].strip()
    separator = next((sign for sign in "\t;" if sign in line), ",")
    cells = [cell.strip() for cell in _cells(line, separator)]
    at = next((place for place, cell in enumerate(cells) if "@" in cell and not cell.startswith("@")), None)
    if at is None:
        return line, "", ""
    rest = [cell for cell in cells[at + 1 :] if cell]
    if len(rest) > 1:
        raise _Refused("there is more than name, address and group. One person a line.")
    return " ".join(cell for cell in cells[:at] if cell), cells[at], rest[0] if rest else ""


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, skipinitialspace=True, strict=True))
    except (csv.Error, StopIteration):
        raise _Refused("the quotation marks do not match.") from None


def _check_once(person: Named, seen: Mapping[str, str]) -> None:
    reason = seen.get(address_key(person.email))
    if reason:
        raise _Refused(reason)


def _is_heading(line: str) -> bool:
    words = {word.strip(' "').casefold() for word in re.split(r"[,;\t]", line)}
    return "@" not in line and bool(words & {"name", "full name"}) and len(words) > 1


def _names(groups: Mapping[str, str]) -> Iterator[str]:
    shown: set[str] = set()
    for word, group in groups.items():
        if group not in shown:
            shown.add(group)
            yield f"‘{word}’"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
