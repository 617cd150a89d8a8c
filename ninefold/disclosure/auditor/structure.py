"""The structural test: which answers stand in more than one number, and whom that isolates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from ninefold.disclosure.auditor import findings
from ninefold.disclosure.auditor.algebra import explanation, rank
from ninefold.disclosure.auditor.atoms import Atom, Atoms, rater_atoms
from ninefold.disclosure.auditor.findings import Clock, Finding
from ninefold.disclosure.auditor.reading import Number, Scope

MOST_SMALL_ATOMS = 40
WHOLE = "(all items)"

Items = Mapping[Number, frozenset[str]]


def check_overlaps(
    numbers: Sequence[Number], everything: Sequence[Number], unit_minimum: int, clock: Clock
) -> list[Finding]:
    """Findings of all sets of numbers that have answers in common.

    A number that shares no answer with another is one equation over its own raters: it isolates
    nobody if they are enough, which is checked by itself. ``everything`` (identified numbers too)
    tells which items a dimension has.
    """
    items = _items_of(numbers, everything)
    found: list[Finding] = []
    for linked in _components(numbers, items, clock):
        found += _check_linked(linked, items, unit_minimum, clock)
    return found


def _items_of(numbers: Sequence[Number], everything: Sequence[Number]) -> Items:
    """The items each number is made of; a dimension's are those known from other numbers."""
    known: dict[tuple[Scope, str, str], set[str]] = defaultdict(set)
    for number in everything:
        if number.item is not None:
            known[_dimension(number)].add(number.item)
    result = {}
    for number in numbers:
        if number.item is not None:
            result[number] = frozenset({number.item})
            continue
        items = known[_dimension(number)]
        unnamed = number.answers > number.raters * len(items)
        whole = {f"{number.scale} {number.dimension} {WHOLE}"}
        result[number] = frozenset(items | whole if unnamed else items)
    return result


def _dimension(number: Number) -> tuple[Scope, str, str]:
    return (number.scope, number.scale, number.dimension)


def _components(numbers: Sequence[Number], items: Items, clock: Clock) -> Iterator[list[Number]]:
    """Sets of at least two numbers that are linked by common answers."""
    holders: dict[tuple[Scope, str], list[Number]] = defaultdict(list)
    for number in numbers:
        clock.tick()
        for item in items[number]:
            holders[(number.scope, item)].append(number)
    neighbours: dict[Number, set[Number]] = defaultdict(set)
    for sharing in holders.values():
        for one, other in combinations(sharing, 2):
            clock.tick()
            if set(one.groups) & set(other.groups):
                neighbours[one].add(other)
                neighbours[other].add(one)
    seen: set[Number] = set()
    for number in numbers:
        if number in neighbours and number not in seen:
            linked = _reachable(number, neighbours)
            seen |= linked
            yield [one for one in numbers if one in linked]


def _reachable(start: Number, neighbours: Mapping[Number, set[Number]]) -> set[Number]:
    reached, waiting = {start}, [start]
    while waiting:
        new = neighbours[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def _check_linked(linked: Sequence[Number], items: Items, unit_minimum: int, clock: Clock) -> list[Finding]:
    atoms = rater_atoms(linked, items)
    small = [atom for atom in atoms.all if atom.size < unit_minimum]
    if len(small) > MOST_SMALL_ATOMS:
        return [_finding(findings.TOO_MANY_SMALL, linked, f"{len(small)} small sets of raters")]
    columns = [(atom, item) for atom in atoms.all for item in sorted(_all_items(linked, items))]
    rows = [_row(number, columns, atoms) for number in linked]
    whole = rank(rows)
    found: dict[frozenset[Atom], Finding] = {}
    for some in _sets_below(small, unit_minimum):
        clock.tick()
        if any(isolated <= some for isolated in found):
            continue
        inside = [i for i, (atom, _) in enumerate(columns) if atom in some and any(row[i] for row in rows)]
        left = [[entry for i, entry in enumerate(row) if i not in set(inside)] for row in rows]
        if rank(left) < whole:
            found[some] = _isolates(linked, explanation(rows, inside), some)
    # A proof over single numbers needs every answer in one number only, isolating or not.
    return list(found.values()) or [_finding(findings.OVERLAPS, linked, "hold the same answers more than once")]


def _all_items(linked: Sequence[Number], items: Items) -> set[str]:
    return {item for number in linked for item in items[number]}


def _row(number: Number, columns: Sequence[tuple[Atom, str]], atoms: Atoms) -> list[int]:
    return [int(atom in atoms.members.get((number, item), ())) for atom, item in columns]


def _sets_below(small: Sequence[Atom], unit_minimum: int) -> Iterator[frozenset[Atom]]:
    """Sets of atoms that hold fewer raters than the minimum together, smallest first."""
    for count in range(1, unit_minimum):
        for some in combinations(small, count):
            if sum(atom.size for atom in some) < unit_minimum:
                yield frozenset(some)


def _isolates(linked: Sequence[Number], weights: Sequence[Fraction], some: Iterable[Atom]) -> Finding:
    used = [(w, n) for w, n in zip(weights, linked, strict=False) if w]
    left = " and ".join(sorted(atom.name for atom in some))
    equation = " ".join(f"{_weight(weight)}{number.name}" for weight, number in used)
    return Finding(findings.ISOLATES, f"{equation} = {left}", tuple(n.id for _, n in used))


def _weight(weight: Fraction) -> str:
    sign = "+" if weight > 0 else "-"
    return sign if abs(weight) == 1 else f"{sign}{abs(weight)}*"


def _finding(kind: str, linked: Sequence[Number], says: str) -> Finding:
    names = " ".join(f"{sign}{n.name}" for sign, n in zip(_signs(linked), linked, strict=True))
    return Finding(kind, f"{names} {says}", tuple(number.id for number in linked))


def _signs(linked: Sequence[Number]) -> list[str]:
    return ["+", *("-" for _ in linked[1:])]
