"""`docs/round-stages.md`, written from the table of stages by `make fix` and compared with it by `make check`."""

from __future__ import annotations

from ninefold.feedback360.domain.stages import FINAL, MEANS, STEPS, Part, Stage, Step

_HEAD = """# The stages of a feedback round

Written by `make fix` from `ninefold/feedback360/domain/stages.py`: change it there.
Dates, reminders and counts have their own rules beside these, in `ninefold/feedback360/domain/`.
"""


def page() -> str:
    """The whole page: the diagram, what each stage means, and each step with who may take it."""
    return "\n".join([_HEAD, *_diagram(), "", *_meanings(), "", *_table(), ""])


def _diagram() -> list[str]:
    moves = [step for step in STEPS if step.to is not step.stage]
    lines = [f"    {_key(step.stage)} --> {_key(step.to)}: {step.act.value}" for step in moves]
    names = [f'    state "{stage.value}" as {_key(stage)}' for stage in Stage]
    ends = [f"    {_key(stage)} --> [*]" for stage in Stage if stage in FINAL]
    return ["```mermaid", "stateDiagram-v2", *names, f"    [*] --> {_key(Stage.DRAFT)}", *lines, *ends, "```"]


def _meanings() -> list[str]:
    return [f"- **{stage.value}**: {MEANS[stage]}" for stage in Stage]


def _table() -> list[str]:
    return ["| Stage | What | Who | Then |", "|---|---|---|---|", *(_row(step) for step in STEPS)]


def _row(step: Step) -> str:
    who = ", ".join(part.value for part in Part if part in step.parts)
    then = "the same" if step.to is step.stage else step.to.value
    return f"| {step.stage.value} | {step.act.value} | {who} | {then} |"


def _key(stage: Stage) -> str:
    return stage.name.lower()
