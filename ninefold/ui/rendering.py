"""From a bound field to the parameters of an NHS.UK component, and the error summary of a form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from django import forms
from django.forms import BoundField
from jinja2 import Environment
from markupsafe import Markup

from ninefold.ui.fields import Look, look_of

Params = dict[str, Any]
# The component says these itself; a second time would not be valid.
SIZES: Final = frozenset({"rows", "cols", "maxlength"})
FIELDS_TEMPLATE: Final = "ui/components/fields.jinja"


COUNT_WORDS: Final[Params] = {
    "charactersUnderLimitText": {
        "one": "You have %{count} character left",
        "other": "You have %{count} characters left",
    },
    "charactersAtLimitText": "You have no characters left",
    "charactersOverLimitText": {
        "one": "You have %{count} character too many",
        "other": "You have %{count} characters too many",
    },
    "textareaDescriptionText": "You can write up to %{count} characters",
}


def label_text(bound: BoundField, look: Look) -> str:
    optional = "" if bound.field.required or look.hide_optional or look.component == "checkbox" else " (optional)"
    return f"{bound.label}{optional}"


def first_id(bound: BoundField) -> str:
    """The id that a link to the field must name: its first input."""
    return f"{bound.auto_id}-day" if look_of(bound.field).component == "date" else str(bound.auto_id)


def shared(bound: BoundField, look: Look) -> Params:
    params: Params = {"id": bound.auto_id, "name": bound.html_name}
    if look.hint:
        params["hint"] = {"text": look.hint}
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(str(error) for error in bound.errors)}
    return params


def label(bound: BoundField, look: Look) -> Params:
    return {
        "text": label_text(bound, look),
        "classes": "nhsuk-label--l" if look.label_is_heading else "",
        "isPageHeading": look.label_is_heading,
    }


def legend(bound: BoundField, look: Look) -> Params:
    size = "nhsuk-fieldset__legend--l" if look.label_is_heading else "nhsuk-fieldset__legend--m"
    return {"legend": {"text": label_text(bound, look), "classes": size, "isPageHeading": look.label_is_heading}}


def extra_attributes(bound: BoundField) -> Params:
    shown = {"type", "class", "autocomplete", "inputmode", "required", "aria-describedby"}
    return {name: value for name, value in bound.field.widget.attrs.items() if name not in shown and value is not False}


def input_params(bound: BoundField, look: Look) -> Params:
    value = bound.value()
    is_email = isinstance(bound.field, forms.EmailField)
    return shared(bound, look) | {
        "label": label(bound, look),
        "type": getattr(bound.field.widget, "input_type", "text"),
        "value": "" if value is None else str(value),
        "width": look.width,
        "autocomplete": look.autocomplete or None,
        "inputmode": look.inputmode or None,
        "spellcheck": False if is_email or look.inputmode else None,
        "autocapitalize": "none" if is_email else None,
        "suffix": {"text": look.suffix} if look.suffix else None,
        "attributes": extra_attributes(bound),
    }


def password_params(bound: BoundField, look: Look) -> Params:
    return shared(bound, look) | {"label": label(bound, look), "autocomplete": look.autocomplete or "current-password"}


def textarea_params(bound: BoundField, look: Look) -> Params:
    return shared(bound, look) | {
        "label": label(bound, look),
        "value": str(bound.value() or ""),
        "rows": look.rows,
        "maxlength": look.most,
        **COUNT_WORDS,
        "attributes": {name: value for name, value in extra_attributes(bound).items() if name not in SIZES},
    }


def items(bound: BoundField, look: Look) -> Iterator[Params]:
    value = bound.value()
    chosen = (
        {str(part) for part in value}
        if isinstance(value, list | tuple | set)
        else {"" if value is None else str(value)}
    )
    choices: Any = getattr(bound.field, "choices", ())
    hints = look.choice_hints or {}
    for key, text in choices:
        if look.component in {"radios", "checkboxes"} and key == "":
            continue
        if look.divider_before and key == look.divider_before:
            yield {"divider": "or"}
        item: Params = {
            "value": str(key),
            "text": str(text),
            "checked": str(key) in chosen,
            "selected": str(key) in chosen,
        }
        if hints.get(str(key)):
            item["hint"] = {"text": hints[str(key)]}
        yield item


def choice_params(bound: BoundField, look: Look) -> Params:
    return shared(bound, look) | {
        "id": None,
        "idPrefix": bound.auto_id,
        "fieldset": legend(bound, look),
        "items": list(items(bound, look)),
        "classes": "nhsuk-radios--inline" if look.inline else "",
    }


def select_params(bound: BoundField, look: Look) -> Params:
    return shared(bound, look) | {"label": label(bound, look), "items": list(items(bound, look))}


def checkbox_params(bound: BoundField, look: Look) -> Params:
    item: Params = {"value": "on", "text": label_text(bound, look), "checked": bool(bound.value())}
    params = shared(bound, look) | {"id": None, "idPrefix": bound.auto_id, "items": [item]}
    if look.hint:
        item["hint"] = params.pop("hint")
    return params


def date_params(bound: BoundField, look: Look) -> Params:
    value = bound.value()
    typed = (value.day, value.month, value.year) if hasattr(value, "year") else value or ("", "", "")
    parts = [
        {
            "id": f"{bound.auto_id}-{part}",
            "name": f"{bound.html_name}_{part}",
            "label": {"text": part.capitalize()},
            "value": str(typed[place]),
            "width": 4 if part == "year" else 2,
            "inputmode": "text" if part == "month" else "numeric",
        }
        for place, part in enumerate(("day", "month", "year"))
    ]
    return shared(bound, look) | {"fieldset": legend(bound, look), "items": parts}


def file_params(bound: BoundField, look: Look) -> Params:
    return shared(bound, look) | {"label": label(bound, look), "attributes": extra_attributes(bound)}


BUILDERS: Final[dict[str, Callable[[BoundField, Look], Params]]] = {
    "input": input_params,
    "password": password_params,
    "textarea": textarea_params,
    "character_count": textarea_params,
    "radios": choice_params,
    "checkboxes": choice_params,
    "checkbox": checkbox_params,
    "select": select_params,
    "date": date_params,
    "file": file_params,
}


def field_renderer(environment: Environment) -> Callable[[BoundField], Markup]:
    """The `field` of templates: a bound field in, its whole form group out."""

    def field(bound: BoundField) -> Markup:
        look = look_of(bound.field)
        if bound.is_hidden or look.component == "hidden":
            return Markup(bound.as_hidden())  # noqa: S704 - Django escaped it
        macros: Any = environment.get_template(FIELDS_TEMPLATE).module
        return Markup(getattr(macros, look.component)(without_nothing(BUILDERS[look.component](bound, look))))  # noqa: S704 - Jinja escaped it

    return field


def without_nothing(params: Params) -> Params:
    return {name: value for name, value in params.items() if value is not None}


def error_list(*forms_: forms.BaseForm) -> list[Params]:
    """The lines of the error summary, in the order of the page: each links to its field and says the same words."""
    lines: list[Params] = []
    for form in forms_:
        lines += [{"text": str(error)} for error in form.non_field_errors()]
        for bound in form:
            lines += [{"text": str(error), "href": f"#{first_id(bound)}"} for error in bound.errors]
    return lines
