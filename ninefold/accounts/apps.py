from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ninefold.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from ninefold.accounts import receivers
        from ninefold.accounts.actions import clear_ended_sessions
        from ninefold.outbox import sweeps

        authenticator_added.connect(receivers.note_added_factor, dispatch_uid="accounts.note_added_factor")
        authenticator_removed.connect(receivers.note_removed_factor, dispatch_uid="accounts.note_removed_factor")
        user_logged_in.connect(receivers.note_sign_in, dispatch_uid="accounts.note_sign_in")
        sweeps.register("ended sessions", clear_ended_sessions, every=3600)
