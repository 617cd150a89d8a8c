"""The product's own settings, with an environment made for tests."""

import os
import tempfile
from pathlib import Path

_data = Path(os.environ.get("NINEFOLD_TEST_DATA_DIR") or tempfile.mkdtemp(prefix="ninefold-tests-"))
os.environ["NINEFOLD_TEST_DATA_DIR"] = str(_data)
for name in [name for name in os.environ if name.startswith("NINEFOLD_") and not name.startswith("NINEFOLD_TEST_")]:
    del os.environ[name]
os.environ["NINEFOLD_SECRET_KEY"] = "a key that only the tests know, and that protects nothing real"
os.environ["NINEFOLD_DATA_DIR"] = str(_data)
os.environ["NINEFOLD_SMTP_SECURITY"] = "none"
os.environ["NINEFOLD_DATABASE"] = os.environ.get("NINEFOLD_TEST_DATABASE") or f"sqlite:///{_data}/ninefold.sqlite3"

from ninefold.config.settings import *  # noqa: E402, F403 - the environment has to stand first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
