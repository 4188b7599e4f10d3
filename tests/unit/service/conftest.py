"""Django set up as the demo, for tests that need templates or languages; no database is touched."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def django_demo(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The demo's settings, unless another test of this run has set Django up (with the same)."""
    django = pytest.importorskip("django", reason="install the extra [service]")
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("VARDVAG_DEMO", "1")
            patch.setenv("VARDVAG_DATA", str(tmp_path_factory.mktemp("demo-data")))
            patch.setenv("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
            settings._setup()
    if not apps.ready:
        django.setup()
