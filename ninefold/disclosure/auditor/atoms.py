"""Sets of raters that all linked numbers treat alike, in the case that is worst for them.

Who answered is taken to be known. Where the counts leave open how raters overlap, the smallest set
that fits is assumed: smaller numbers lie inside larger ones, and of two different numbers with the
same counts one rater was exchanged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ninefold.disclosure.auditor.reading import Number

Groups = frozenset[str]
Answer = tuple[Number, str]


@dataclass(frozen=True)
class Atom:
    """Raters that stand in the same numbers: the ``part`` of the raters of these groups."""

    groups: Groups
    part: str
    size: int

    @property
    def name(self) -> str:
        """How an equation writes the raters."""
        raters = "1 rater" if self.size == 1 else f"{self.size} raters"
        return f"{raters} of {' + '.join(sorted(self.groups))}"


@dataclass(frozen=True)
class Atoms:
    """All atoms, and those that a number holds for one item."""

    all: tuple[Atom, ...]
    members: Mapping[Answer, frozenset[Atom]]


def rater_atoms(linked: Sequence[Number], items: Mapping[Number, frozenset[str]]) -> Atoms:
    """The atoms of linked numbers."""
    largest: dict[Groups, int] = defaultdict(int)
    for number in linked:
        groups = frozenset(number.groups)
        largest[groups] = max(largest[groups], number.raters)
    sizes = class_sizes(largest)
    # Raters who are missing from a number are missing from its largest class.
    hosts = {groups: max((one for one in sizes if one <= groups), key=lambda one: sizes[one]) for groups in largest}
    exchanged = _exchanged(linked)
    kept: dict[Answer, int] = {}
    for number in linked:
        groups = frozenset(number.groups)
        for item in items[number]:
            missing = largest[groups] - _answering(number, item, linked)
            missing += number in exchanged
            kept[number, item] = max(0, sizes[hosts[groups]] - missing)
    slices = {one: _slices(one, size, hosts, kept) for one, size in sizes.items()}
    members = {}
    for (number, item), count in kept.items():
        groups = frozenset(number.groups)
        inside = [
            atom
            for one, some in slices.items()
            if one <= groups
            for end, atom in some
            if one != hosts[groups] or end <= count
        ]
        if number in exchanged:
            inside.append(Atom(hosts[groups], f"exchanged {exchanged[number]}", 1))
        members[number, item] = frozenset(inside)
    every = dict.fromkeys(atom for some in members.values() for atom in sorted(some, key=str))
    return Atoms(tuple(every), members)


def _exchanged(linked: Sequence[Number]) -> dict[Number, int]:
    """The second, third … number over the same answers with the same count of raters."""
    seen: Counter[tuple[object, ...]] = Counter()
    result = {}
    for number in linked:
        key = (number.unknowns, number.raters)
        if seen[key]:
            result[number] = seen[key]
        seen[key] += 1
    return result


def _answering(number: Number, item: str, linked: Iterable[Number]) -> int:
    """How many raters of the number answered the item, if a number of that item tells."""
    if number.item is not None:
        return number.raters
    groups = frozenset(number.groups)
    known = [n.raters for n in linked if n.item == item and frozenset(n.groups) == groups]
    return min([number.raters, *known])


def _slices(
    one: Groups, size: int, hosts: Mapping[Groups, Groups], kept: Mapping[Answer, int]
) -> list[tuple[int, Atom]]:
    """A class of raters cut wherever a number ends inside it: (end, atom) each."""
    ends = {count for (number, _), count in kept.items() if hosts[frozenset(number.groups)] == one}
    cuts = sorted({0, size} | {end for end in ends if 0 < end < size})
    return [(end, Atom(one, f"{start}-{end}", end - start)) for start, end in pairwise(cuts)]


def class_sizes(largest: Mapping[Groups, int]) -> dict[Groups, int]:
    """How many raters each class of groups has: groups in the same sets of groups are one class.

    Where the counts do not settle it, the smallest number that fits, and at least one; where they
    contradict each other, one. Classes that must be empty are left out.
    """
    # Loaded only where numbers overlap: a web process rarely needs it.
    from scipy.optimize import linprog

    classes = _classes(largest)
    matrix = np.array([[float(one <= groups) for one in classes] for groups in largest])
    right = np.array([float(count) for count in largest.values()])
    result = {}
    for index, one in enumerate(classes):
        objective = np.zeros(len(classes))
        objective[index] = 1
        least = linprog(objective, A_eq=matrix, b_eq=right)
        most = linprog(-objective, A_eq=matrix, b_eq=right)
        if least.status != 0 or most.status != 0:
            result[one] = 1
        elif round(-most.fun) >= 1:
            result[one] = max(1, round(least.fun))
    return result


def _classes(sets: Iterable[Groups]) -> list[Groups]:
    by_signature: dict[Groups, set[str]] = defaultdict(set)
    listed = list(sets)
    for group in sorted({group for groups in listed for group in groups}):
        signature = frozenset(str(i) for i, groups in enumerate(listed) if group in groups)
        by_signature[signature].add(group)
    return [frozenset(groups) for groups in by_signature.values()]
