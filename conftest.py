"""What every test stands on: a database server of its own, Chromium where there is one, and who runs when.

`bin/test` lends all its processes one throw-away server (DATABASE_URL); a bare `pytest` starts its own here.
"""

from __future__ import annotations

import os
import shutil

import hypothesis
import pytest

# A busy machine is no fault of a property: how long an example takes is measured in bench/, not asserted.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
USES_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def find_chromium() -> str | None:
    """The browser's program, by any of its names."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="chạy cả các phép thử chậm, như trong CI")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    runs_slow = config.getoption("--slow") or "CI" in os.environ
    has_chromium = find_chromium() is not None
    for item in items:
        if item.get_closest_marker("django_db") or USES_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
        if item.get_closest_marker("slow") and not runs_slow:
            item.add_marker(pytest.mark.skip(reason="Phép thử chậm: chạy với --slow"))
        if item.get_closest_marker("journey") and not has_chromium:
            reason = "Không tìm thấy Chromium: hãy cài gói chromium để chạy phép thử trên trình duyệt"
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program for Playwright's `executable_path`."""
    found = find_chromium()
    assert found, "mark tests that use this fixture with pytest.mark.journey"
    return found


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Where nobody named a server, start one that lasts as long as this session."""
    if "DATABASE_URL" in os.environ:
        yield
        return
    import homes
    import postgres
    from django.db import connections

    with postgres.running(homes.passing()) as server:
        where = {"HOST": "127.0.0.1", "PORT": server.state()["port"], "NAME": "motcua"}
        sign_in = {"USER": "motcua", "PASSWORD": server.cluster.password}
        connections["default"].settings_dict.update(where | sign_in)
        connections.settings["default"].update(where | sign_in)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every database test stands in the province of 2024: its units, officials and catalogue, but no dossier yet."""
    from motcua.demo import province

    with django_db_blocker.unblock():
        province.build_units()
        province.build_people()
        province.build_catalogue()
        forget_jobs()


def forget_jobs():
    """What building the province left to be done later has been done, as far as a test can tell."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
