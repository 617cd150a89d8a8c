from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "ninefold.outbox"
    label = "outbox"

    def ready(self) -> None:
        from ninefold.outbox import sending, sweeps

        sweeps.register("send mail", sending.send_due, every=2)
