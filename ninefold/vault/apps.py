from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "ninefold.vault"
    label = "vault"

    def ready(self) -> None:
        from ninefold.outbox import sweeps
        from ninefold.vault import actions, housekeeping

        sweeps.register("finish closing", actions.finish_closing, every=60)
        sweeps.register("clear files at night", housekeeping.clear_files_at_night, every=3600)
