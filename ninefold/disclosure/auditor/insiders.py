"""The interval test over each number: what a reader, and what one rater who reads, can narrow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from ninefold.disclosure.auditor import findings
from ninefold.disclosure.auditor.findings import Clock, Finding
from ninefold.disclosure.auditor.reading import Number
from ninefold.disclosure.auditor.values import Points, coded_sums

LOW = (1, 2)
# left * sum|n*x - S| <= right * n^2 is "alike" (C5.4).
WORD_LIMITS = {5: (5, 4), 7: (5, 6)}


@dataclass(frozen=True)
class Facts:
    """What a number tells: how many answers, the range of their sum, the word."""

    answers: int
    lowest: int
    highest: int
    points: int
    word: str | None


def check_insiders(
    numbers: Sequence[Number],
    points: Points,
    insiders: object,
    clock: Clock,
    found: list[Finding],
) -> int:
    """Add a finding for each answer narrowed too far; how many high ones insiders pin comes back.

    The numbers are taken one by one: numbers with answers in common are findings already.
    """
    high = 0
    for number in numbers:
        clock.tick()
        facts = _facts(number, points[number])
        if len(possible(facts, 0, 0)) < 2:
            found.append(_finding(findings.PINNED, number, "leaves one value for an answer"))
        for count, own, who in _own_answers(number, points[number], insiders):
            clock.tick()
            left = possible(facts, count, own)
            if len(left) == 1 and left[0] in LOW:
                says = f"leaves {who} one value for another's answer: {left[0]}"
                found.append(_finding(findings.PINNED_FOR_INSIDER, number, says))
            high += len(left) == 1 and left[0] not in LOW
    return high


def _facts(number: Number, points: int) -> Facts:
    low, high = coded_sums(number, points)
    size = number.answers
    if number.mean is not None:
        lowest = highest = round(number.mean * size)
    elif number.at_least is not None:
        lowest, highest = high, points * size
    else:
        lowest, highest = size, low
    word = number.agreement if points in WORD_LIMITS else None
    return Facts(size, lowest, highest, points, word)


def _own_answers(number: Number, points: int, insiders: object) -> Iterator[tuple[int, int, str]]:
    """(how many answers, their sum, who) for each insider's possible own answers."""
    if number.item is None or not isinstance(insiders, Mapping):
        for count in range(1, number.most_by_one + 1):
            for own in range(count, points * count + 1):
                yield count, own, f"a rater whose {count} answers add up to {own}"
        return
    for rater, ratings in insiders.items():
        given = _given(ratings, number.item)
        if given is not None:
            yield 1, given, f"{rater}, who answered {given},"


def _given(ratings: object, item: str) -> int | None:
    found = ratings.get(item) if isinstance(ratings, Mapping) else None
    return found if isinstance(found, int) else None


@cache
def possible(facts: Facts, count: int, own: int) -> tuple[int, ...]:
    """The values that another answer may have, for one who gave ``count`` answers summing to own.

    Empty where the number cannot be, given these own answers.
    """
    rest = facts.answers - count
    if facts.word is None:
        return tuple(
            value
            for value in range(1, facts.points + 1)
            if own + value + rest - 1 <= facts.highest and own + value + facts.points * (rest - 1) >= facts.lowest
        )
    own_values: Iterable[int] = (own,) if count else ()
    return tuple(value for value in range(1, facts.points + 1) if _is_possible(facts, [*own_values, value]))


def _is_possible(facts: Facts, values: Sequence[int]) -> bool:
    """Whether some answers with these values among them give the mean and the word."""
    # Loaded only for the interval test: a web process does not run it.
    from scipy.optimize import Bounds, LinearConstraint, milp

    steps = np.arange(1, facts.points + 1)
    n, total = facts.answers, facts.lowest
    left, right = WORD_LIMITS[facts.points]
    limit = right * n * n
    spread = left * np.abs(n * steps - total)
    alike = facts.word == "alike"
    low = np.array([n, total, -np.inf if alike else limit + 1], dtype=float)
    high = np.array([n, total, limit if alike else np.inf], dtype=float)
    least = np.array([values.count(int(step)) for step in steps], dtype=float)
    solved = milp(
        np.zeros(facts.points),
        integrality=np.ones(facts.points),
        bounds=Bounds(least, np.full(facts.points, float(n))),
        constraints=LinearConstraint(np.vstack([np.ones(facts.points), steps, spread]).astype(float), low, high),
    )
    return bool(solved.success)


def _finding(kind: str, number: Number, says: str) -> Finding:
    return Finding(kind, f"+{number.name} {says}", (number.id,))
