from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "ninefold.vault"
    label = "vault"

    def ready(self) -> None:
        from ninefold.outbox import sweeps
        from ninefold.vault import actions

        sweeps.register("finish closing", actions.finish_closing, every=60)
