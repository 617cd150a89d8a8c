"""Everything that changes a feedback round. Refusals are `Refusal`s with a sentence for the person who meets them."""

from ninefold.feedback360.actions.closing import (
    TooFewToClose,
    accept_list,
    cancel_round,
    close_by_date,
    close_by_hand,
    end_without_report,
    record_release,
    refuse_list,
)
from ninefold.feedback360.actions.counting import freeze_counts_of_day
from ninefold.feedback360.actions.opening import (
    NotReady,
    ReasonMissing,
    ask_for_confirmation,
    confirm_list,
    open_round,
    send_list_back,
    take_list_back,
)
from ninefold.feedback360.actions.preparing import (
    ListNotPossible,
    NotAgreed,
    Plan,
    RaterNotPossible,
    RoundNotPossible,
    add_rater,
    add_raters_from_list,
    change_plan,
    create_round,
    reassign_facilitator,
    remove_rater,
)
from ninefold.feedback360.actions.running import move_closing_date, note_bounce, remind_raters

__all__ = [
    "ListNotPossible",
    "NotAgreed",
    "NotReady",
    "Plan",
    "RaterNotPossible",
    "ReasonMissing",
    "RoundNotPossible",
    "TooFewToClose",
    "accept_list",
    "add_rater",
    "add_raters_from_list",
    "ask_for_confirmation",
    "cancel_round",
    "change_plan",
    "close_by_date",
    "close_by_hand",
    "confirm_list",
    "create_round",
    "end_without_report",
    "freeze_counts_of_day",
    "move_closing_date",
    "note_bounce",
    "open_round",
    "reassign_facilitator",
    "record_release",
    "refuse_list",
    "remind_raters",
    "remove_rater",
    "send_list_back",
    "take_list_back",
]
