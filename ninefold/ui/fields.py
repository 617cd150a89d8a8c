"""Form fields: Django's own, each knowing how a page shows it and what it says when it was left empty.

name = CharField(label="Their name", hint="As people know them", error="Enter their name")
{{ field(form["name"]) }}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from ninefold.ui.formatting import MONTHS

Choices = Iterable[tuple[str, str]] | Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Look:
    """How a page shows a field, beyond what Django knows."""

    component: str
    hint: str = ""
    width: int | None = None
    rows: int = 5
    most: int | None = None
    inline: bool = False
    choice_hints: Mapping[str, str] | None = None
    divider_before: str = ""
    label_is_heading: bool = False
    autocomplete: str = ""
    inputmode: str = ""
    prefix: str = ""
    suffix: str = ""
    hide_optional: bool = False


class CharField(forms.CharField):
    """One line of text. `error` is the sentence for an empty field."""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        error: str = "",
        width: int | None = None,
        autocomplete: str = "",
        inputmode: str = "",
        label_is_heading: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(label=label, **options)
        tell_when_empty(self, error or wish("Enter", label))
        if self.max_length is not None:
            self.error_messages["max_length"] = f"{label} must be {self.max_length} characters or fewer"
        self.look = Look(
            "input",
            hint=hint,
            width=width,
            autocomplete=autocomplete,
            inputmode=inputmode,
            label_is_heading=label_is_heading,
        )


class PasswordField(CharField):
    """A password, with a button to show it."""

    widget = forms.PasswordInput

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.look = Look("password", hint=self.look.hint, autocomplete=self.look.autocomplete or "current-password")


class EmailField(forms.EmailField):
    """One e-mail address."""

    def __init__(
        self, *, label: str = "E-mail address", hint: str = "", error: str = "", autocomplete: str = "", **options: Any
    ) -> None:
        super().__init__(label=label, **options)
        tell_when_empty(self, error or "Enter an e-mail address")
        wrong = "Enter an e-mail address in the right form, like name@example.org"
        self.error_messages["invalid"] = wrong
        for validator in self.validators:
            if hasattr(validator, "message") and getattr(validator, "code", "") == "invalid":
                validator.message = wrong
        self.look = Look("input", hint=hint, autocomplete=autocomplete)


class IntegerField(forms.IntegerField):
    """A whole number in a short field."""

    def __init__(
        self, *, label: str, hint: str = "", error: str = "", width: int = 4, suffix: str = "", **options: Any
    ) -> None:
        super().__init__(label=label, widget=forms.TextInput, **options)
        tell_when_empty(self, error or wish("Enter", label))
        self.error_messages["invalid"] = f"{label} must be a whole number"
        self.look = Look("input", hint=hint, width=width, inputmode="numeric", suffix=suffix)


class TextField(forms.CharField):
    """Several lines of text; with `most`, a count of what is left."""

    widget = forms.Textarea

    def __init__(
        self, *, label: str, hint: str = "", error: str = "", rows: int = 5, most: int | None = None, **options: Any
    ) -> None:
        super().__init__(label=label, max_length=most, **options)
        tell_when_empty(self, error or wish("Enter", label))
        if most is not None:
            self.error_messages["max_length"] = f"{label} must be {most} characters or fewer"
        self.look = Look("character_count" if most else "textarea", hint=hint, rows=rows, most=most)

    def to_python(self, value: Any) -> str:
        # A browser sends each new line as two signs and counts it as one; so do we.
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else ""


class ChoiceField(forms.ChoiceField):
    """One of a few, as radios. `choice_hints` by value; `divider_before` a value puts 'or' before it."""

    widget = forms.RadioSelect

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        hint: str = "",
        error: str = "",
        inline: bool = False,
        label_is_heading: bool = False,
        choice_hints: Mapping[str, str] | None = None,
        divider_before: str = "",
        **options: Any,
    ) -> None:
        super().__init__(label=label, choices=choices, **options)
        tell_when_empty(self, error or wish("Choose", label))
        self.error_messages["invalid_choice"] = self.error_messages["required"]
        self.look = Look(
            "radios",
            hint=hint,
            inline=inline,
            choice_hints=choice_hints,
            divider_before=divider_before,
            label_is_heading=label_is_heading,
        )


class SelectField(forms.ChoiceField):
    """One of many, as a list that opens; prefer radios up to about ten."""

    def __init__(self, *, label: str, choices: Choices, hint: str = "", error: str = "", **options: Any) -> None:
        super().__init__(label=label, choices=choices, **options)
        tell_when_empty(self, error or wish("Choose", label))
        self.error_messages["invalid_choice"] = self.error_messages["required"]
        self.look = Look("select", hint=hint)


class MultipleChoiceField(forms.MultipleChoiceField):
    """Any of a few, as checkboxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        hint: str = "",
        error: str = "",
        choice_hints: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label=label, choices=choices, **options)
        tell_when_empty(self, error or wish("Choose", label))
        self.error_messages["invalid_choice"] = self.error_messages["required"]
        self.look = Look("checkboxes", hint=hint, choice_hints=choice_hints)


class BooleanField(forms.BooleanField):
    """One checkbox with its sentence; `required` means it must be ticked."""

    def __init__(self, *, label: str, hint: str = "", error: str = "", **options: Any) -> None:
        super().__init__(label=label, **options)
        tell_when_empty(self, error or f"Tick ‘{label}’ to go on")
        self.look = Look("checkbox", hint=hint)


class HiddenField(forms.CharField):
    """A value that travels with the form and is not shown."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.look = Look("hidden")


class FileField(forms.FileField):
    """One file of at most `largest` bytes."""

    def __init__(
        self, *, label: str, hint: str = "", error: str = "", largest: int = 1_000_000, accept: str = "", **options: Any
    ) -> None:
        widget = forms.FileInput(attrs={"accept": accept} if accept else {})
        super().__init__(label=label, widget=widget, **options)
        tell_when_empty(self, error or "Choose a file")
        self.error_messages["empty"] = "The file is empty. Choose another one"
        self.largest = largest
        self.look = Look("file", hint=hint)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and file.size is not None and file.size > self.largest:
            raise ValidationError(f"The file must be smaller than {self.largest // 1000:,} kB")
        return file


class DateInput(forms.Widget):
    """Day, month and year in three fields: what was typed is kept as it was typed."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[Any]], name: str
    ) -> tuple[str, str, str] | None:
        parts = tuple(str(data.get(f"{name}_{part}", "")).strip() for part in ("day", "month", "year"))
        return (parts[0], parts[1], parts[2]) if any(parts) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in ("day", "month", "year"))

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-day"


class DateField(forms.Field):
    """A date in three fields. The month may be a number or a word ('3', 'March', 'mar')."""

    widget = DateInput

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        error: str = "",
        earliest: date | None = None,
        latest: date | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label=label, **options)
        tell_when_empty(self, error or wish("Enter", label))
        self.earliest, self.latest = earliest, latest
        self.look = Look("date", hint=hint)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        missing = [word for word, part in zip(("a day", "a month", "a year"), value, strict=True) if not part]
        if missing:
            raise ValidationError(f"{self.label} must include {' and '.join(missing)}")
        day, month, year = value
        if len(year) != 4:
            raise ValidationError(f"{self.label} must have a year of 4 figures, like 2026")
        try:
            return date(int(year), month_number(month), int(day))
        except (ValueError, OverflowError):
            raise ValidationError(f"{self.label} must be a real date, like 6 8 2026") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and self.earliest is not None and value < self.earliest:
            raise ValidationError(f"{self.label} must be {spoken(self.earliest)} or later")
        if value is not None and self.latest is not None and value > self.latest:
            raise ValidationError(f"{self.label} must be {spoken(self.latest)} or earlier")


def month_number(text: str) -> int:
    """1 to 12 from '3', '03', 'March' or 'mar'; ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    found = [n for n, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.lower().startswith(text.lower())]
    if len(found) != 1:
        raise ValueError(f"{text!r} is no month")
    return found[0]


def spoken(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def wish(verb: str, label: str) -> str:
    """'Enter full name', or 'Answer the question ‘Which days suit you?’': a question cannot follow a verb."""
    if label.endswith("?"):
        return f"Answer the question ‘{label}’"
    return f"{verb} {label[:1].lower()}{label[1:]}"


def tell_when_empty(field: forms.Field, sentence: str) -> None:
    field.error_messages["required"] = sentence


def look_of(field: forms.Field) -> Look:
    """How to show a field: its own look, or the plain one for a field of Django or of a library."""
    look = getattr(field, "look", None)
    if isinstance(look, Look):
        return look
    widget = field.widget
    for kind, component in PLAIN_LOOKS:
        if isinstance(widget, kind):
            return Look(
                component, hint=str(field.help_text or ""), autocomplete=str(widget.attrs.get("autocomplete", ""))
            )
    return Look("input", hint=str(field.help_text or ""), autocomplete=str(widget.attrs.get("autocomplete", "")))


PLAIN_LOOKS: Sequence[tuple[type[forms.Widget], str]] = (
    (forms.HiddenInput, "hidden"),
    (forms.PasswordInput, "password"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
)
