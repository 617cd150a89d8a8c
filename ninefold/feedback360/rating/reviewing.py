"""What a rater reads before sending: how they will appear, their answers in words, and words that may point to them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ninefold.feedback360.rating.answers import Answer
from ninefold.feedback360.rating.pages import error_summary
from ninefold.feedback360.rating.plan import QUESTIONS_PAGE
from ninefold.feedback360.rating.queries import Asked
from ninefold.feedback360.rating.road import Rating
from ninefold.feedback360.rating.wording import mark_words, warned_words
from ninefold.leadership_model.domain import RaterGroup
from ninefold.ui.charts import tick
from ninefold.ui.formatting import in_words, listed

Saved = Mapping[str, Mapping[str, Answer]]
NOT_ANSWERED = Markup("<strong>Not answered yet</strong>")


def appearance(rating: Rating, asked: Asked, comments: Mapping[str, Answer]) -> dict[str, str]:
    """Return what the page says about this round: exact counts, who answers by name, and the words to think about."""
    group, minimum = rating.form.group, rating.facts.minimum_raters
    number = asked.by_group.get(group.id, 1)
    others = [name for name in asked.line_managers if name != rating.facts.rater]
    by_name = Markup("<li>{}<span>{} answers are shown by name: {}.</span></li>").format(
        tick(), "The line manager’s" if len(others) == 1 else "The line managers’", listed(others)
    )
    return {
        "asked": people_asked(group, number),
        "joined": what_becomes_of(group, number, minimum),
        "line_managers": by_name if others else "",
        "words": words_to_think_about(rating, comments),
    }


def people_asked(group: RaterGroup, number: int) -> str:
    """Return '5 peers were asked.'; a group without a plural of its own is named."""
    if group.plural == group.label:
        people = "1 person was" if number == 1 else f"{number} people were"
        return f"{people} asked in your group, ‘{group.label}’."
    return f"1 {group.label.lower()} was asked: you." if number == 1 else f"{number} {group.plural.lower()} were asked."


def what_becomes_of(group: RaterGroup, number: int, minimum: int) -> str:
    people = group.plural.lower() if group.plural != group.label else "people in your group"
    if number < minimum:
        return f"As fewer than {minimum} were asked, your group is joined with another, or not shown."
    return f"If fewer than {minimum} {people} answer, your group is joined with another, or not shown."


def words_to_think_about(rating: Rating, comments: Mapping[str, Answer]) -> Markup:
    """Return the comments with words that may single the writer out; it is for the writer to decide."""
    shown = [_with_warning(rating, one.id, str(comments.get(one.id) or "")) for one in rating.form.comments]
    found = [note for note, words in shown if words]
    if found:
        return Markup("").join(found)
    if any(comments.values()):
        return Markup(
            "<p>We found no names, jobs or places in what you wrote. That is a simple check by the program: "
            "read it once more yourself.</p>"
        )
    return Markup("<p>You wrote no comment, so nothing can.</p>")


def answers_in_words(rating: Rating, saved: Saved) -> dict[str, str]:
    """Return every answer in the words of its scale, and every comment as it will be printed."""
    values: dict[str, str] = {}
    for page in rating.form.pages:
        answers = saved.get(page.key, {})
        for question in page.questions:
            given = answers.get(question.item)
            in_scale = question.item in answers and not isinstance(given, str)
            values[question.item] = question.words_of(given) if in_scale else NOT_ANSWERED  # type: ignore[arg-type]
    comments = saved.get(QUESTIONS_PAGE, {})
    warned: list[str] = []
    for one in rating.form.comments:
        note, words = _with_warning(rating, one.id, str(comments.get(one.id) or ""), with_link=False)
        values[f"comment:{one.id}"] = note
        warned += words
    values["reminder"] = _reminder(rating, warned, wrote=any(comments.values()))
    return values


def missing_answers(rating: Rating, saved: Saved) -> Markup:
    """Return the error summary of what has no answer yet, each with the way to it."""
    return error_summary(
        [
            (question.missing, f"{rating.address(page.key)}?to=check#{question.element_id}")
            for page in rating.form.pages
            for question in page.questions
            if question.item not in saved.get(page.key, {})
        ]
    )


def changed_meanwhile() -> Markup:
    return Markup(
        '<div class="nf-message" role="status"><p class="nf-message__text">Your answers were changed on another device '
        "while this page was open. These are the latest ones. Look at them once more, then send them.</p></div>"
    )


def _reminder(rating: Rating, warned: list[str], *, wrote: bool) -> Markup:
    if not wrote or rating.form.about_self:
        return Markup("")
    told = Markup("<strong>Your comments are printed word for word.</strong>")
    if rating.by_name:
        told += " Your name stands with them."
    elif warned:
        words = "word" if len(warned) == 1 else "words"
        told += f" {in_words(len(warned)).capitalize()} {words} below may point to you."
    return Markup('<div class="nf-notice"><p>{}</p></div>').format(told)


def _with_warning(
    rating: Rating, question: str, text: str, *, with_link: bool = True
) -> tuple[Markup, tuple[str, ...]]:
    """Return one comment as it will be printed, with its warning below, and the words that were marked."""
    if not text:
        return Markup('<p class="nf-muted">You wrote nothing here.</p>'), ()
    runs = () if rating.by_name else mark_words(text, names=[rating.facts.rater])
    words = warned_words(runs)
    body = Markup("").join(
        Markup('<mark class="nf-mark-words">{}</mark>').format(run.text) if run.warns else Markup("{}").format(run.text)
        for run in runs
    )
    note = Markup('<blockquote class="nf-note"><p class="nf-note__text" dir="auto">{}</p></blockquote>').format(
        body if runs else text
    )
    if words:
        note += _warning(words, _way_to(rating, question) if with_link else "")
    return note, words


def _way_to(rating: Rating, question: str) -> Markup:
    address = f"{rating.address(QUESTIONS_PAGE)}?to=check#comment-{question}"
    return Markup(' <a href="{}">Change this comment</a>').format(address)


def _warning(words: tuple[str, ...], way: str) -> Markup:
    named = listed([f"‘{word}’" for word in words])
    return Markup(
        '<div class="nf-role"><p class="nf-role__text"><strong>{}</strong> may show that this is you. You could say it '
        "in more general words, such as ‘in my team’. It is your choice.{}</p></div>"
    ).format(named, way)
