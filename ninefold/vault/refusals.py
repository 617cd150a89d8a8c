"""What the vault refuses; each message is fit for the person who meets it."""

from __future__ import annotations

from collections.abc import Sequence


class Refusal(Exception):
    """An expected failure; str() is a sentence for the user."""


class LinkDoesNotOpen(Refusal):
    def __init__(self) -> None:
        super().__init__("This link does not open anything. The round may have closed, or the link may be incomplete.")


class RoundClosed(Refusal):
    def __init__(self) -> None:
        super().__init__("This feedback round has closed, so nothing more can be saved in it.")


class RoundAlreadyOpened(Refusal):
    def __init__(self) -> None:
        super().__init__("This feedback round has been opened before.")


class AlreadyInvited(Refusal):
    def __init__(self) -> None:
        super().__init__("This person has already been invited to this feedback round.")


class Incomplete(Refusal):
    """`pages`: the pages on which something is still to be answered, in order."""

    def __init__(self, pages: Sequence[str]) -> None:
        self.pages = tuple(pages)
        super().__init__("Some statements still need an answer. Choose a level, or “Not able to say”, for each.")


class TooLong(Refusal):
    """`question`: the id of the comment that is too long; None when the page as a whole is."""

    def __init__(self, limit: int, question: str | None = None) -> None:
        self.question = question
        super().__init__(f"Your text is too long. Shorten it to {limit:,} characters or fewer.")


class GroupHasChanged(Refusal):
    """`group`: the rater group that now holds."""

    def __init__(self, group: str) -> None:
        self.group = group
        super().__init__("Your group has changed on another device. Check your answers once more, then send them.")


class AnswersAlreadySent(Refusal):
    def __init__(self) -> None:
        super().__init__("The answers have been sent, so this can no longer be changed.")


class TooFewRaters(Refusal):
    """`submitted`: how many confidential raters have; `needed`: how many must have."""

    def __init__(self, submitted: int, needed: int) -> None:
        self.submitted, self.needed = submitted, needed
        super().__init__(
            f"A round closes with a report when at least {needed} colleagues have answered. So far it is fewer."
        )


class SecretsUnusable(Exception):
    """A secret of an open round is not in the key store, or does not fit. For the operator."""


class TableTampered(Exception):
    """A frozen row is not what was written at close; `where` says which. For the operator."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(f"What was frozen at close has been changed or damaged: {where}.")
