"""The exhaustive certificate: every possible answer set of a scale, published and attacked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

from ninefold.disclosure.coding import EndCoded, agreement_word, end_code

LOW = (1, 2)

Coding = Callable[..., EndCoded]


@dataclass(frozen=True)
class CertificateResult:
    """What was enumerated and what was found; passed if both lists are empty.

    A finding is the answer set (or, for several answers a rater, raters, answers and sum) whose
    publication narrows an answer to one value. ``pinned_high`` counts the cases in which one
    insider narrows another's answer to one value that is not low: no finding.
    """

    points: int
    sizes: tuple[int, ...]
    answers_by_one: int
    agreement: bool
    answer_sets: int
    reader: tuple[str, ...]
    insider_low: tuple[str, ...]
    pinned_high: int

    @property
    def passed(self) -> bool:
        """Whether the scale may be admitted."""
        return not self.reader and not self.insider_low


def exhaustive_certificate(
    points: int,
    *,
    sizes: Iterable[int] = range(3, 13),
    answers_by_one: int = 1,
    agreement: bool = False,
    coding: Coding = end_code,
) -> CertificateResult:
    """Prove for one scale that no published cell narrows an answer too far, for any answers.

    With one answer a rater every multiset of answers is enumerated for each number of raters in
    ``sizes``, published with ``coding`` (and with the agreement word, if the scale has one) and
    grouped by what a reader sees. A reader must be left two values for each answer; each single
    insider, knowing the own answer, must never be left one low value (1 or 2) for another's. With
    ``answers_by_one`` m above one, raters give one to m answers, one of them m; what is published
    then depends on the sum only, and every sum is enumerated. Source: confidentiality.md, C4, C5.6.

    Raises ValueError if a word is asked for several answers a rater or an unworded scale.
    """
    if agreement and answers_by_one > 1:
        raise ValueError("Only a cell of one item has an agreement word.")
    wanted = tuple(sizes)
    tally = _Tally()
    for raters in wanted:
        if answers_by_one == 1:
            _certify_item(points, raters, agreement, coding, tally)
        else:
            for answers in range(answers_by_one + raters - 1, answers_by_one * raters + 1):
                _certify_dimension(points, raters, answers, answers_by_one, coding, tally)
    return CertificateResult(
        points=points,
        sizes=wanted,
        answers_by_one=answers_by_one,
        agreement=agreement,
        answer_sets=tally.answer_sets,
        reader=tuple(tally.reader),
        insider_low=tuple(tally.insider_low),
        pinned_high=tally.pinned_high,
    )


class _Tally:
    def __init__(self) -> None:
        self.answer_sets = 0
        self.reader: list[str] = []
        self.insider_low: list[str] = []
        self.pinned_high = 0

    def insider(self, left: set[int], same: object, given: int, own: int) -> None:
        """Note what one insider is left with for another's answer."""
        if len(left) == 1 and left <= set(LOW):
            self.insider_low.append(f"{same}: an insider whose {given} answers add up to {own}")
        elif len(left) == 1:
            self.pinned_high += 1


def _certify_item(points: int, raters: int, agreement: bool, coding: Coding, tally: _Tally) -> None:
    worlds: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for world in combinations_with_replacement(range(1, points + 1), raters):
        word = agreement_word(world, points=points) if agreement else None
        worlds[coding(sum(world), raters, points=points), word].append(world)
        tally.answer_sets += 1
    for same in worlds.values():
        supports = [set(world) for world in same]
        if len(set().union(*supports)) == 1:
            tally.reader.append(f"{same[0]}")
        left: dict[int, set[int]] = defaultdict(set)
        for world, support in zip(same, supports, strict=True):
            for own in support:
                once = world.count(own) == 1
                left[own] |= support - {own} if once else support
        for own, values in left.items():
            tally.insider(values, same, 1, own)


def _certify_dimension(points: int, raters: int, answers: int, most: int, coding: Coding, tally: _Tally) -> None:
    sums: dict[EndCoded, list[int]] = defaultdict(list)
    for total in range(answers, points * answers + 1):
        sums[coding(total, answers, points=points, most_by_one=most)].append(total)
        tally.answer_sets += 1
    for same in sums.values():
        case = f"{raters} raters, {answers} answers, sum {same[0]} to {same[-1]}"
        if len(_possible(points, answers, same)) == 1:
            tally.reader.append(case)
        for given, own in _own_sums(points, most):
            left = _possible(points, answers - given, [total - own for total in same])
            tally.insider(left, case, given, own)


def _own_sums(points: int, most: int) -> Iterator[tuple[int, int]]:
    for given in range(1, most + 1):
        for own in range(given, points * given + 1):
            yield given, own


def _possible(points: int, answers: int, sums: Iterable[int]) -> set[int]:
    """Values that one of these answers may have, their sum being one of ``sums``; two are enough."""
    rest = answers - 1
    found: set[int] = set()
    for total in sums:
        found.update(range(max(1, total - points * rest), min(points, total - rest) + 1))
        if len(found) > 1:
            break
    return found
