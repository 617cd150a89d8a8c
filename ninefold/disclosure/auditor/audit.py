"""The audit of everything released together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ninefold.disclosure.auditor import findings
from ninefold.disclosure.auditor.findings import Clock, Finding, OutOfTime
from ninefold.disclosure.auditor.insiders import check_insiders
from ninefold.disclosure.auditor.reading import Number, Release, read_release
from ninefold.disclosure.auditor.structure import check_overlaps
from ninefold.disclosure.auditor.values import check_number, check_release, points_of

CHECKER = "ninefold.disclosure.auditor 1: structural test"
SMALLEST_UNIT = 3

Insiders = Literal["every"] | Mapping[str, Mapping[str, int | None]] | None


@dataclass(frozen=True)
class AuditResult:
    """How many checks ran, and what they found; nothing found means that all of them passed.

    ``pinned_high`` counts answers that one insider narrows to one value that is not low; they are
    no finding (confidentiality.md, C3), and only counted where insiders were asked for.
    """

    checks: int
    findings: tuple[Finding, ...]
    pinned_high: int = 0

    @property
    def passed(self) -> bool:
        """Whether the releases may be shown."""
        return not self.findings


def audit(
    releases: Iterable[object],
    *,
    unit_minimum: int = SMALLEST_UNIT,
    insiders: Insiders = None,
    seconds: float = 20.0,
    points: int | Mapping[str, int] | None = None,
) -> AuditResult:
    """Judge releases together: certified tables, or report.json as read from the file.

    The structural test (confidentiality.md, C6 A): every number by itself has at least the minimum
    raters, a properly coded end and counts that agree; no answer stands in two different numbers;
    no linear combination of all numbers isolates fewer than ``unit_minimum`` raters, whatever they
    answered. Each finding is an equation of released numbers. Numbers of different participants
    or rounds have no answers in common; tables without a round are taken to be of one round.

    With ``insiders`` "every", or {rater: {item: own answer}}, the interval test also runs over each
    number: no reader narrows an answer to one value, no single insider to one low value.
    ``points`` (one for all, or by scale) is used where a number does not carry its own. Passing
    ``seconds`` without an end is a finding. Raises UnreadableRelease for what is no release, and
    ValueError for a unit minimum below 3.
    """
    if unit_minimum < SMALLEST_UNIT:
        raise ValueError("The unit minimum can be raised, but never set below 3.")
    read = [read_release(release) for release in releases]
    clock = Clock(seconds)
    found: list[Finding] = []
    pinned_high = 0
    try:
        numbers = _check_each(read, unit_minimum, points, clock, found)
        confidential = [number for number in numbers if not number.identified]
        found += check_overlaps(confidential, numbers, unit_minimum, clock)
        if insiders is not None:
            pinned_high = check_insiders(confidential, points_of(numbers, points), insiders, clock, found)
    except OutOfTime:
        found.append(Finding(findings.OUT_OF_TIME, f"not everything was checked in {seconds:g} seconds"))
    return AuditResult(clock.checks, tuple(dict.fromkeys(found)), pinned_high)


def _check_each(
    releases: Sequence[Release],
    unit_minimum: int,
    points: int | Mapping[str, int] | None,
    clock: Clock,
    found: list[Finding],
) -> list[Number]:
    """Check releases and numbers by themselves; the different numbers come back."""
    different: dict[tuple[object, ...], Number] = {}
    by_id: dict[str, Number] = {}
    all_points = points_of([n for release in releases for n in release.numbers], points)
    for release in releases:
        clock.tick()
        found += check_release(release, unit_minimum)
        for number in release.numbers:
            clock.tick()
            minimum = max(unit_minimum, release.minimum)
            found += check_number(number, minimum, all_points[number])
            same = by_id.setdefault(number.id, number)
            if same.content != number.content:
                found.append(
                    Finding(
                        findings.OVERLAPS,
                        f"+{same.name} -{number.name} have one id and differ",
                        (number.id,),
                    )
                )
            different.setdefault(number.content, number)
    return list(different.values())
