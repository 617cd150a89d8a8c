"""Everything that writes to the vault. Refusals stand in `vault.refusals`, each with a sentence for the user."""

from ninefold.vault.actions.answering import (
    change_group,
    decline,
    save_page,
    submit,
    undo_decline,
    withdraw,
)
from ninefold.vault.actions.closing import close, destroy, finish_closing
from ninefold.vault.actions.inviting import erase_rater, invite, open_round
from ninefold.vault.domain import CloseOutcome
from ninefold.vault.refusals import (
    AlreadyInvited,
    AnswersAlreadySent,
    GroupHasChanged,
    Incomplete,
    LinkDoesNotOpen,
    Refusal,
    RoundAlreadyOpened,
    RoundClosed,
    SecretsUnusable,
    TableTampered,
    TooFewRaters,
    TooLong,
)

__all__ = [
    "AlreadyInvited",
    "AnswersAlreadySent",
    "GroupHasChanged",
    "Incomplete",
    "LinkDoesNotOpen",
    "Refusal",
    "RoundAlreadyOpened",
    "RoundClosed",
    "SecretsUnusable",
    "TableTampered",
    "TooFewRaters",
    "TooLong",
    "CloseOutcome",
    "change_group",
    "close",
    "decline",
    "destroy",
    "erase_rater",
    "finish_closing",
    "invite",
    "open_round",
    "save_page",
    "submit",
    "undo_decline",
    "withdraw",
]
