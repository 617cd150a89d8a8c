"""Reads what a rater sent with a page, and says what is missing. Plain: no Django, no database."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from ninefold.feedback360.rating.plan import COMMENT_LIMIT, NOT_ABLE_TO_SAY, CommentQuestion, DimensionPage

Answer = int | str | None
PageAnswers = dict[str, Answer]

# They turn round the reading direction of whatever is printed after them.
DIRECTION_OVERRIDES = {"\u202d", "\u202e"}


@dataclass(frozen=True)
class Problem:
    """One thing to put right: the sentence, and the field that it stands at."""

    element_id: str
    field: str
    sentence: str


@dataclass(frozen=True)
class Received:
    """`answers` can be saved as they are; `shown` is what the field shows again, too long or not."""

    answers: PageAnswers
    problems: tuple[Problem, ...] = ()
    shown: PageAnswers = field(default_factory=dict)


def read_ratings(page: DimensionPage, sent: Mapping[str, str]) -> Received:
    """Return the ratings among what was sent; a value that the scale does not have counts as no answer."""
    answers: PageAnswers = {}
    problems = []
    for question in page.questions:
        value = sent.get(question.item)
        if value == NOT_ABLE_TO_SAY:
            answers[question.item] = None
        elif value in {choice.value for choice in question.choices}:
            answers[question.item] = int(value)
        else:
            problems.append(Problem(question.element_id, question.item, question.missing))
    return Received(answers=answers, problems=tuple(problems), shown=answers)


def read_comments(
    questions: Sequence[CommentQuestion], sent: Mapping[str, str], earlier: Mapping[str, Answer]
) -> Received:
    """Return the comments; one that is too long keeps its earlier saved text and is shown again as it was sent."""
    answers: PageAnswers = {}
    shown: PageAnswers = {}
    problems = []
    for question in questions:
        text = one_newline(sent.get(question.id, ""))
        shown[question.id] = text
        if len(text) > COMMENT_LIMIT:
            over = len(text) - COMMENT_LIMIT
            sentence = f"This answer is {over:,} {'character' if over == 1 else 'characters'} too long. Shorten it to {COMMENT_LIMIT:,}"
            problems.append(Problem(question.element_id, question.id, sentence))
            text = str(earlier.get(question.id) or "")
        cleaned = clean_comment(text)
        if cleaned:
            answers[question.id] = cleaned
    return Received(answers=answers, problems=tuple(problems), shown=shown)


def one_newline(text: str) -> str:
    """Browsers send a line break as two characters; the limit counts it as one, as the page's counter does."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean_comment(text: str) -> str:
    """Return the text without control characters and surrounding space; emoji and right-to-left writing stay whole."""
    kept = (mark for mark in one_newline(text) if mark == "\n" or not _is_control(mark))
    return "".join(kept).strip()


def _is_control(mark: str) -> bool:
    return unicodedata.category(mark) in {"Cc", "Cs"} or mark in DIRECTION_OVERRIDES


def fingerprint(answers: Mapping[str, Answer]) -> str:
    """Return a short mark of a page's saved answers, to notice that another device has changed them."""
    plain = json.dumps(dict(answers), sort_keys=True, separators=(",", ":"))
    return blake2b(plain.encode(), digest_size=6).hexdigest()


def fingerprint_of_all(pages: Mapping[str, Mapping[str, Answer]]) -> str:
    """Return the same of a whole form."""
    return fingerprint({page: fingerprint(answers) for page, answers in pages.items()})


def unanswered(required: Mapping[str, Sequence[str]], saved: Mapping[str, Mapping[str, Answer]]) -> tuple[str, ...]:
    """Return the pages on which something that is required has no answer, in order."""
    return tuple(page for page, items in required.items() if any(item not in saved.get(page, {}) for item in items))
