"""Checks of one released number by itself: enough raters, ends coded, counts that agree."""

from collections.abc import Iterator, Mapping, Sequence

from ninefold.disclosure.auditor import findings
from ninefold.disclosure.auditor.findings import Finding
from ninefold.disclosure.auditor.reading import Number, Release

DEFAULT_POINTS = 5
WORDS = ("alike", "differ")
WORD_POINTS = (5, 7)
FEWEST_FOR_WORD = 5
# A mean is published with six decimals.
ROUNDING = 1e-6

Points = Mapping[Number, int]


def points_of(numbers: Sequence[Number], points: int | Mapping[str, int] | None) -> Points:
    """The points of each number's scale: published, given, or the least that explains the scale.

    A file without points is taken to have five, unless a coded end or a mean tells otherwise.
    """
    by_scale: dict[tuple[object, str], int] = {}
    for number in numbers:
        key = (number.scope, number.scale)
        by_scale[key] = max(by_scale.get(key, DEFAULT_POINTS), _least_points(number))
    given = points if isinstance(points, Mapping) else {}
    single = points if isinstance(points, int) else None
    return {
        number: number.points or given.get(number.scale) or single or by_scale[(number.scope, number.scale)]
        for number in numbers
    }


def _least_points(number: Number) -> int:
    if number.answers < 1:
        return 0
    if number.at_least is not None:
        return round((number.at_least * number.answers + 1) / number.answers)
    if number.at_most is not None and number.most_by_one:
        rest = number.answers - number.most_by_one + 1
        return round((number.at_most * number.answers - rest) / number.most_by_one)
    # -(-x // 1) rounds up.
    return int(-(-(number.mean or 0) // 1))


def check_release(release: Release, unit_minimum: int) -> Iterator[Finding]:
    """What is wrong with a release as a whole."""
    if release.minimum < unit_minimum:
        yield Finding(
            findings.MINIMUM_TOO_LOW,
            f"the minimum of {release.minimum} raters is below {unit_minimum}",
        )
    known = {number.id for number in release.numbers}
    for missing in dict.fromkeys(one for one in release.used if one not in known):
        yield Finding(findings.NO_SUCH_CELL, f"a figure rests on cell {missing}, which is not released")
    hidden = {group for groups in release.withheld for group in groups}
    open_groups = {group for n in release.numbers if n.identified for group in n.groups}
    for number in release.numbers:
        if hidden & set(number.groups):
            yield _finding(findings.SHOWN_THOUGH_WITHHELD, number, "has a group that is said to be withheld")
        if not number.identified and open_groups & set(number.groups):
            yield _finding(findings.NOT_OPENLY_KNOWN, number, "has a group that is shown by name elsewhere")


def check_number(number: Number, minimum: int, points: int) -> Iterator[Finding]:
    """What is wrong with one number by itself."""
    if sum(value is not None for value in number.published) != 1:
        yield _finding(findings.UNREADABLE_NUMBER, number, "has not exactly one of mean, at least and at most")
    elif number.identified:
        yield from _check_identified(number)
    else:
        yield from _check_confidential(number, minimum, points)


def _check_identified(number: Number) -> Iterator[Finding]:
    alone = (number.raters, number.answers, len(number.groups)) == (1, 1, 1)
    if not alone or not number.rater:
        yield _finding(findings.NOT_OPENLY_KNOWN, number, "is shown by name, but not one named rater alone")


def _check_confidential(number: Number, minimum: int, points: int) -> Iterator[Finding]:
    if number.raters < minimum:
        yield _finding(findings.FEWER_RATERS, number, f"has fewer raters than the minimum of {minimum}")
    if number.rater is not None:
        yield _finding(findings.NOT_OPENLY_KNOWN, number, "names a rater of a confidential group")
    if not _counts_agree(number):
        yield _finding(findings.WRONG_COUNTS, number, "has counts that cannot be")
        return
    yield from _check_coding(number, points)
    if number.agreement is not None and not _may_have_word(number, points):
        yield _finding(findings.WRONG_WORD, number, f"may not have the word “{number.agreement}”")


def _counts_agree(number: Number) -> bool:
    raters, answers, most = number.raters, number.answers, number.most_by_one
    if number.item is not None:
        return raters >= 1 and answers == raters and most == 1
    return most >= 1 and raters >= 1 and raters + most - 1 <= answers <= raters * most


def coded_sums(number: Number, points: int) -> tuple[int, int]:
    """The sums at and below which, and at and above which, an end is coded (C4)."""
    low = points * number.most_by_one + number.answers - number.most_by_one + 1
    return low, points * number.answers - 1


def _check_coding(number: Number, points: int) -> Iterator[Finding]:
    low, high = coded_sums(number, points)
    size = number.answers
    if number.mean is not None:
        total = round(number.mean * size)
        if abs(total - number.mean * size) > ROUNDING * size:
            yield _finding(findings.WRONG_CODE, number, f"is no mean of {size} whole answers: {number.mean}")
        elif not low < total < high:
            yield _finding(findings.UNCODED_END, number, f"stands at an end of 1 to {points}: {number.mean}")
    bound = number.at_least if number.at_most is None else number.at_most
    right = (high if number.at_most is None else low) / size
    if bound is not None and abs(bound - right) > ROUNDING:
        yield _finding(findings.WRONG_CODE, number, f"is coded at {bound}, and should be at {right:.6f}")


def _may_have_word(number: Number, points: int) -> bool:
    return (
        number.agreement in WORDS
        and points in WORD_POINTS
        and number.scale == "performance"
        and number.item is not None
        and number.answers >= FEWEST_FOR_WORD
        and number.mean is not None
        and 2 * number.mean >= points - ROUNDING
    )


def _finding(kind: str, number: Number, says: str) -> Finding:
    return Finding(kind, f"+{number.name} {says}", (number.id,))
