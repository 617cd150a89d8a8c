"""How easy English words are to read: syllables counted by vowel groups, and Flesch's two formulas."""

import re
from collections.abc import Iterable

WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
SILENT_END = re.compile(
    r"(gue|(?<![aeiouyl])e|(?<=[aeiouy]l)e|(?<![aeiouycdgszxl])es|(?<=[aeiouy]l)es|gues|(?<![dt])ed)$"
)


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(text) if sentence.strip()]


def syllables(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", letters))
    return max(1, groups - (1 if groups > 1 and SILENT_END.search(letters) else 0))


def _rates(texts: Iterable[str]) -> tuple[float, float]:
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    return len(words) / len(sentences), sum(map(syllables, words)) / len(words)


def reading_ease(texts: Iterable[str]) -> float:
    """Flesch 1948: 100 is very easy, 60 plain English, 30 hard."""
    length, weight = _rates(texts)
    return 206.835 - 1.015 * length - 84.6 * weight


def reading_age(texts: Iterable[str]) -> float:
    """Years: the school grade of Kincaid 1975, plus five."""
    length, weight = _rates(texts)
    return 0.39 * length + 11.8 * weight - 15.59 + 5
