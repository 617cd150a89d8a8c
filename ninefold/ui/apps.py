from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from ninefold.ui.theme import current_theme, problems


def theme_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [Error(f"The theme cannot be used: {sentence}", id="ui.E001") for sentence in problems(current_theme())]


class UiConfig(AppConfig):
    name = "ninefold.ui"
    label = "ui"

    def ready(self) -> None:
        register(theme_can_be_read)
