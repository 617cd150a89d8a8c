"""The words of nine-dimensions are the product: short, plain, parallel, and each said once."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from ninefold.leadership_model.domain import Dimension, Pack
from ninefold.leadership_model.packs import find_pack
from tests.leadership_model.reading_ease import reading_age, reading_ease, sentences_of, syllables, words_of

PACK: Pack = find_pack("nine-dimensions")
EACH_DIMENSION = pytest.mark.parametrize("dimension", PACK.dimensions, ids=lambda dimension: dimension.id)
LONGEST_SENTENCE = 20
LONGEST_STATEMENT = 12
LONGEST_HEADING = 10
ALIKE = 0.72
OPENERS = ("What", "How", "When", "Who", "Whose", "Where", "Which", "Why")
FIRST_PERSON = {"i", "me", "my", "mine", "we", "us", "our", "ours", "myself"}
BANNED_WORDS = """
    agenda align alignment anonymous anonymously appraisee best-in-class bandwidth challenging champion coach
    collaborate collaboration collaborative commence competency competence culture cutting-edge deep-dive deliver
    deliverables delivery disseminate drive driver dynamic ecosystem embed embody empower empowerment enable ensure
    excellence facilitate focus foster framework going-forward granular harness holistic impactful implement
    implementation incentivise initiative innovate innovation innovative inspire insight journey key landscape
    learnings leverage mindset mission network optimal optimise outcome outcomes paradigm passion passionate
    performance pioneer pivotal proactive proactively process processes progress promote resource resources robust
    roll-out seamless service-user stakeholder stakeholders strategic strategy streamline subject survey synergy
    tackle transform transformation transparent transparency utilise utilize value-added world-class
"""
BANNED = set(re.findall(r"[\w-]+", BANNED_WORDS))


def statements(dimension: Dimension) -> list[str]:
    return [item.text for item in (*dimension.behaviours, *dimension.impact)]


def reflections(dimension: Dimension) -> list[str]:
    return [question for level in dimension.levels for question in level.questions]


def headings(dimension: Dimension) -> list[str]:
    return [level.heading for level in dimension.levels]


def all_texts() -> Iterator[str]:
    yield from (PACK.about, PACK.constants.study, *(quality.text for quality in PACK.qualities))
    for scale in PACK.scales:
        yield from (scale.stem, scale.stem_for_self, *(step.label for step in scale.steps))
    for question in PACK.questions:
        yield from (question.text, question.text_for_self, question.hint)
    yield from (group.who for group in PACK.groups)
    for dimension in PACK.dimensions:
        yield from (dimension.what_it_is, dimension.why_it_matters, *dimension.what_it_is_not)
        yield from (*statements(dimension), *headings(dimension), *reflections(dimension))


def test_the_nine_dimensions_are_parallel() -> None:
    shapes = {
        (
            len(sentences_of(dimension.what_it_is)),
            len(sentences_of(dimension.why_it_matters)),
            len(dimension.what_it_is_not),
            tuple(len(level.questions) for level in dimension.levels),
            len(dimension.behaviours),
            len(dimension.impact),
            dimension.importance is not None,
        )
        for dimension in PACK.dimensions
    }

    assert shapes == {(3, 3, 6, (3, 3, 2, 2), 4, 3, True)}
    assert [dimension.number for dimension in PACK.dimensions] == list(range(1, 10))
    assert [level.name for level in PACK.dimensions[0].levels] == ["Essential", "Proficient", "Strong", "Exemplary"]


def test_there_are_at_least_ninety_questions_and_seven_qualities() -> None:
    assert sum(len(reflections(dimension)) for dimension in PACK.dimensions) >= 90
    assert len(PACK.qualities) == 7


def test_ids_follow_the_dimension() -> None:
    for dimension in PACK.dimensions:
        expected = [f"{dimension.id}-{number}" for number in range(1, 5)]
        expected += [f"importance:{dimension.id}"]
        expected += [f"{dimension.id}-impact-{number}" for number in range(1, 4)]
        assert [item.id for item in dimension.items] == expected


@EACH_DIMENSION
def test_behaviours_begin_with_what_the_person_does(dimension: Dimension) -> None:
    for item in dimension.behaviours:
        words = words_of(item.text)
        assert re.fullmatch(r"[A-Z][a-z]+s", words[0]), item.text
        assert len(words) <= LONGEST_STATEMENT, item.text
        assert item.text[-1].isalpha(), item.text
        assert not {"he", "she", "his", "her", "him"} & {word.lower() for word in words}, item.text


@EACH_DIMENSION
def test_behaviours_hold_one_idea(dimension: Dimension) -> None:
    for item in (*dimension.behaviours, *dimension.impact):
        joined = {"and", "or", "nor", "then", "but", "while"} & {word.lower() for word in words_of(item.text)}
        assert joined <= set(ONE_IDEA.get(item.id, ())), item.text


# One act in each of these: what it joins is when it is done, or what a person gets in answer.
ONE_IDEA = {"engaging-1": ["while"], "evaluating-impact-2": ["and"]}


@EACH_DIMENSION
def test_impact_statements_are_the_direct_reports_own(dimension: Dimension) -> None:
    for item in dimension.impact:
        assert item.text.startswith("I ")
        assert len(words_of(item.text)) <= LONGEST_STATEMENT
        assert item.groups == ("direct report",)


@EACH_DIMENSION
def test_the_dimension_speaks_to_the_reader(dimension: Dimension) -> None:
    assert all(
        sentence.startswith(("You ", "People ", "Others ", "Together "))
        for sentence in sentences_of(dimension.what_it_is)
    )
    assert dimension.what_it_is.startswith("You ")
    for line in dimension.what_it_is_not:
        assert len(words_of(line)) <= LONGEST_STATEMENT, line
        assert line[-1].isalpha(), line


@EACH_DIMENSION
def test_level_headings_are_short_first_person_sentences(dimension: Dimension) -> None:
    for heading in headings(dimension):
        assert heading.startswith("I ")
        assert heading.endswith(".")
        assert len(words_of(heading)) <= LONGEST_HEADING, heading


@EACH_DIMENSION
def test_questions_cannot_be_answered_yes_or_no(dimension: Dimension) -> None:
    for question in reflections(dimension):
        assert question.split()[0] in OPENERS, question
        assert question.endswith("?")
        assert question.count("?") == 1
        assert FIRST_PERSON & {word.lower() for word in words_of(question)}, question


def test_sentences_are_short() -> None:
    long = [
        sentence
        for text in all_texts()
        for sentence in sentences_of(text)
        if len(words_of(sentence)) > LONGEST_SENTENCE
    ]

    assert long == []


def test_no_banned_words_and_no_exclamation_mark() -> None:
    found = [text for text in all_texts() if BANNED & {word.lower() for word in words_of(text)} or "!" in text]

    assert found == []


@EACH_DIMENSION
def test_what_is_rated_can_be_read_at_eleven(dimension: Dimension) -> None:
    for rated in (dimension.behaviours, dimension.impact):
        texts = [f"{item.text}." for item in rated]
        assert reading_age(texts) <= 11
        assert reading_ease(texts) >= 70


@EACH_DIMENSION
def test_the_rest_reads_easily(dimension: Dimension) -> None:
    for texts in (
        [dimension.what_it_is, dimension.why_it_matters],
        [f"{line}." for line in dimension.what_it_is_not],
        headings(dimension) + reflections(dimension),
    ):
        assert reading_age(texts) <= 12
        assert reading_ease(texts) >= 65


def test_nothing_is_said_twice_in_nearly_the_same_words() -> None:
    texts = [
        text
        for dimension in PACK.dimensions
        for text in (*statements(dimension), *headings(dimension), *reflections(dimension), *dimension.what_it_is_not)
    ]

    copies = [(one, other) for one, other in combinations(texts, 2) if likeness(one, other) > ALIKE]

    assert copies == []


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1, by letters in order."""
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE else 0.0


def test_likeness_finds_a_near_copy() -> None:
    assert likeness("Makes time to listen, even on a busy day", "Finds time to listen, even on a busy day") > ALIKE
    assert likeness("Makes time to listen, even on a busy day", "Says clearly what good work looks like") < ALIKE


@pytest.mark.parametrize(
    ("word", "count"),
    [("care", 1), ("rules", 1), ("people’s", 2), ("colleagues", 2), ("asked", 1), ("decided", 3), ("struggling", 2)],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_reading_ease_tells_plain_from_heavy_words() -> None:
    plain = ["Makes time to listen, even on a busy day."]
    heavy = ["Facilitates the operationalisation of multidisciplinary organisational accountability."]

    assert reading_ease(plain) > 80 > 20 > reading_ease(heavy)
    assert reading_age(plain) < 11 < 18 < reading_age(heavy)
