"""Advice on how many raters to ask and which mix. It advises and refuses nothing."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

AIM_LOW, AIM_HIGH = 10, 15
MOST_ANSWERING_HALF = 2


@dataclass(frozen=True)
class Advice:
    """`more`: how many more people to ask, 0 if there are enough; `sentences`: the weightiest first."""

    asked: int
    more: int
    sentences: tuple[str, ...]


def advice(asked: Mapping[str, int], *, plurals: Mapping[str, str], identified: Set[str], minimum: int) -> Advice:
    """Advice from how many are asked in each group; `plurals` names the groups in the order of the leadership model."""
    colleagues = sum(number for group, number in asked.items() if group not in identified)
    more = max(0, AIM_LOW - colleagues)
    named = [group for group in plurals if group in identified]
    small = [plurals[group] for group in plurals if group not in identified and 0 < asked.get(group, 0) <= minimum]
    found = (
        _on_number(colleagues),
        _on_named(sum(asked.get(group, 0) for group in named), [plurals[group] for group in named]),
        _on_small(small, minimum),
        _on_mix([g for g in plurals if g not in identified and asked.get(g, 0)]),
    )
    return Advice(asked=colleagues, more=more, sentences=tuple(sentence for sentence in found if sentence))


def _on_number(colleagues: int) -> str:
    if colleagues < AIM_LOW:
        return f"Aim for {AIM_LOW} to {AIM_HIGH} colleagues. With fewer, one person’s view weighs a lot."
    if colleagues > AIM_HIGH * MOST_ANSWERING_HALF:
        return "This is more people than a report needs. Ask those who see your work often."
    return ""


def _on_named(number: int, words: list[str]) -> str:
    if not words or number:
        return ""
    return "You have not asked your line manager. Most people do: a manager answers by name."


def _on_small(small: list[str], minimum: int) -> str:
    if not small:
        return ""
    return (
        f"Few people are in {_listed(small)}. A group is shown by itself if at least {minimum} answer, "
        f"so ask {minimum * MOST_ANSWERING_HALF - 1} or more."
    )


def _on_mix(groups: list[str]) -> str:
    if len(groups) == 1:
        return "All colleagues are in one group. People who see you from another side would help."
    return ""


def _listed(words: list[str]) -> str:
    quoted = [f"‘{word}’" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
