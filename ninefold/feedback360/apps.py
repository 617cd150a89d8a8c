from django.apps import AppConfig


class Feedback360Config(AppConfig):
    name = "ninefold.feedback360"
    label = "feedback360"
    verbose_name = "Feedback rounds"

    def ready(self) -> None:
        from ninefold.feedback360.actions import forgetting, listening, messages, sweeping
        from ninefold.outbox import sweeps
        from ninefold.outbox.signals import bounced

        messages.register_kinds()
        bounced.connect(listening.invitation_came_back, dispatch_uid="feedback360")
        sweeps.register("open rounds", sweeping.open_due_rounds, every=60)
        sweeps.register("close rounds", sweeping.close_due_rounds, every=60)
        sweeps.register("counts of the day", sweeping.freeze_counts_where_due, every=300)
        sweeps.register("remind raters", sweeping.remind_where_due, every=300)
        sweeps.register("nudge facilitators", sweeping.nudge_where_due, every=900)
        sweeps.register("forget raters", forgetting.forget_raters_where_due, every=3600)
