"""Reads YAML a person edits, keeping file and line of everything, and collecting every error."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

LARGEST_FILE = 1_000_000
ID_FORM = re.compile(r"[A-Za-z][A-Za-z0-9]*([._-][A-Za-z0-9]+)*")
LONGEST_ID = 60
VERSION_FORM = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
LANGUAGE_FORM = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
POSITION_FORM = re.compile(r"[1-9][0-9]?")
Value = TypeVar("Value")


@dataclass
class Errors:
    """Every error of one pack, each with its file and line, so that all can be mended at once."""

    root: Path
    found: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, file: Path, line: int, sentence: str) -> None:
        shown = file.relative_to(self.root.parent) if file.is_relative_to(self.root.parent) else file
        self.found.append((shown.as_posix(), line, sentence))

    def lines(self) -> list[str]:
        ordered = sorted(dict.fromkeys(self.found))
        return [f"{file}:{line}: {sentence}" for file, line, sentence in ordered]


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag.endswith(":null")


def _where(error: yaml.MarkedYAMLError) -> int:
    """Return the line to look at: what never ends is mended where it begins."""
    never_ends = "end of stream" in (error.problem or "")
    mark = (error.context_mark if never_ends else None) or error.problem_mark or error.context_mark
    return int(mark.line) + 1 if mark else 1


def _sentence(problem: str) -> str:
    return f"This is not valid YAML: {problem}. Look at this line and the one before it."


def parse(file: Path, errors: Errors) -> "Place | None":
    """Return the file's content with its marks, or None with an error that says what to mend."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            errors.add(file, 1, "The file is larger than 1 MB. Split it into one file for each dimension.")
            return None
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        errors.add(file, 1, "This file is missing. Every pack has one.")
    except UnicodeDecodeError:
        errors.add(file, 1, "The file is not UTF-8 text. Save it as UTF-8.")
    except RecursionError:
        errors.add(file, 1, "The file is nested too deeply. A pack needs four levels at most.")
    except yaml.MarkedYAMLError as error:
        errors.add(file, _where(error), _sentence(error.problem or "it cannot be read"))
    except yaml.YAMLError:
        errors.add(file, 1, _sentence("it holds a character that YAML does not allow"))
    else:
        if node is not None:
            return Place(file, node, errors, "the file")
        errors.add(file, 1, "The file is empty.")
    return None


@dataclass(frozen=True)
class Place:
    """One value in a file. Reading it as the wrong kind adds an error and gives an empty value."""

    file: Path
    node: Node
    errors: Errors
    name: str

    @property
    def line(self) -> int:
        return _line(self.node)

    def refuse(self, sentence: str) -> None:
        self.errors.add(self.file, self.line, sentence)

    def at(self, node: Node, name: str) -> "Place":
        return Place(self.file, node, self.errors, name)

    def text(self) -> str:
        """Read words. Line breaks inside a paragraph become spaces."""
        if isinstance(self.node, ScalarNode) and not _is_empty(self.node):
            words = " ".join(self.node.value.split())
            if words:
                return words
        self.refuse(f"‘{self.name}’ must be words.")
        return ""

    def id(self, *, spaces: bool = False) -> str:
        """Read an id. Rater groups, named as people say them, may have spaces."""
        text = self.text()
        if text and (len(text) > LONGEST_ID or not ID_FORM.fullmatch(text.replace(" ", "-") if spaces else text)):
            self.refuse(
                f"‘{text}’ cannot be an id. Start with a letter, then letters, figures and single hyphens,"
                f" at most {LONGEST_ID}."
            )
            return ""
        return text

    def version(self) -> str:
        return self._in_form(VERSION_FORM, "figures with dots between them, such as 1.0")

    def language(self) -> str:
        return self._in_form(LANGUAGE_FORM, "a language tag, such as en-GB or cy")

    def _in_form(self, form: re.Pattern[str], words: str) -> str:
        text = self.text()
        if text and not form.fullmatch(text):
            self.refuse(f"‘{self.name}’ must be {words}.")
            return ""
        return text

    @property
    def holds_words(self) -> bool:
        return isinstance(self.node, ScalarNode)

    def flag(self) -> bool:
        if isinstance(self.node, ScalarNode) and self.node.value in ("true", "false"):
            return bool(self.node.value == "true")
        self.refuse(f"‘{self.name}’ must be true or false.")
        return False

    def number(self, *, above: float, at_most: float) -> float:
        """Read a number with above < number <= at_most."""
        try:
            number = float(self.node.value) if isinstance(self.node, ScalarNode) else None
        except ValueError:
            number = None
        if number is not None and above < number <= at_most:
            return number
        self.refuse(f"‘{self.name}’ must be a number above {above:g} and at most {at_most:g}.")
        return at_most

    def position(self) -> int:
        """Read a place in an order: a whole number from 1 to 99."""
        text = self.text()
        if text and not POSITION_FORM.fullmatch(text):
            self.refuse(f"‘{self.name}’ must be a whole number from 1 to 99.")
            return 0
        return int(text or 0)

    def one_of(self, allowed: Iterable[str]) -> str:
        """Read one of the allowed words."""
        text, words = self.text(), list(allowed)
        if text and text not in words:
            self.refuse(f"‘{text}’ is not known here. Use one of: {', '.join(words) or 'none are defined'}.")
            return ""
        return text

    def each(self) -> list["Place"]:
        """Read a list."""
        if isinstance(self.node, SequenceNode) and self.node.value:
            return [self.at(child, self.name) for child in self.node.value]
        self.refuse(f"‘{self.name}’ must be a list, each line beginning with a hyphen.")
        return []

    def texts(self) -> tuple[str, ...]:
        return tuple(text for text in (place.text() for place in self.each()) if text)

    def things(self) -> dict[str, "Place"]:
        """Read a mapping whose keys are ids."""
        return self.entries(are_ids=True)

    def entries(self, known: Collection[str] | None = None, *, are_ids: bool = False) -> dict[str, "Place"]:
        """Read a mapping, with these keys or any. A key that stands twice is an error."""
        if not isinstance(self.node, MappingNode):
            self.refuse(f"‘{self.name}’ must hold lines of the form ‘key: value’.")
            return {}
        entries: dict[str, Place] = {}
        for key, value in self.node.value:
            place = self.at(key, "key")
            word = str(key.value).strip() if isinstance(key, ScalarNode) else ""
            if not word:
                place.refuse("A key must be a word.")
            elif known is not None and word not in known:
                place.refuse(f"‘{word}’ is not a key of {self.name}. The keys are: {', '.join(known)}.")
            elif word in entries:
                place.refuse(f"‘{word}’ stands here twice. Keep one of them.")
            elif not are_ids or place.id():
                entries[word] = self.at(value if not _is_empty(value) else key, word)
                if _is_empty(value):
                    place.refuse(f"‘{word}’ has nothing after it.")
        return entries

    def keys(self, *, required: Iterable[str], optional: Iterable[str] = ()) -> "Fields":
        """Read a mapping with known keys. Unknown and missing ones are errors."""
        needed = list(required)
        entries = self.entries([*needed, *optional])
        if isinstance(self.node, MappingNode):
            for word in needed:
                if word not in entries:
                    self.refuse(f"‘{word}’ is missing in {self.name}.")
        return Fields(entries)


@dataclass(frozen=True)
class Fields:
    """The known keys of a mapping; those left out read as the value given."""

    places: dict[str, Place]

    def get(self, key: str) -> Place | None:
        return self.places.get(key)

    def text(self, key: str, missing: str = "") -> str:
        return self.read(key, Place.text, missing)

    def texts(self, key: str) -> tuple[str, ...]:
        return self.read(key, Place.texts, ())

    def each(self, key: str) -> list[Place]:
        return self.read(key, Place.each, [])

    def flag(self, key: str) -> bool:
        return self.read(key, Place.flag, False)

    def read(self, key: str, reader: Callable[[Place], Value], missing: Value) -> Value:
        place = self.places.get(key)
        return missing if place is None else reader(place)
