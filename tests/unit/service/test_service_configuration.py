"""The settings: what a real installation must say, and that every fault is told at once."""

from __future__ import annotations

import pytest

from vardvag.usecases.read_configuration import read_configuration

SECRET = "s3cret-" * 10
REAL = {
    "VARDVAG_PROFILES": "public",
    "VARDVAG_DATA": "/var/lib/vardvag",
    "VARDVAG_ADDRESS": "https://vardvag.example.se",
    "VARDVAG_SECRET_KEY": SECRET,
    "VARDVAG_OIDC_ISSUER": "https://login.example.se",
    "VARDVAG_OIDC_CLIENT_ID": "vardvag",
    "VARDVAG_OIDC_CLIENT_SECRET": "client-secret",
}


def faults(environ):
    return [(finding.column, finding.rule) for finding in read_configuration(environ)[2]]


def test_a_complete_configuration_is_read():
    configuration, _given, findings = read_configuration(REAL)
    assert findings == []
    assert configuration is not None
    assert (configuration.demo, configuration.profiles) == (False, ("public",))
    assert set(configuration.databases) == {"default", "public"}


def test_the_demo_needs_nothing_said():
    configuration, _given, findings = read_configuration({"VARDVAG_DEMO": "1"})
    assert findings == []
    assert configuration is not None
    assert configuration.profiles == ("public", "region", "care")


def test_outside_the_demo_there_are_no_defaults_to_start_on_and_all_faults_come_at_once():
    assert faults({}) == [
        (f"VARDVAG_{name}", "missing")
        for name in (
            "PROFILES",
            "DATA",
            "ADDRESS",
            "SECRET_KEY",
            "OIDC_ISSUER",
            "OIDC_CLIENT_ID",
            "OIDC_CLIENT_SECRET",
        )
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"VARDVAG_SECRET_KEY": "short"}, ("VARDVAG_SECRET_KEY", "weak")),
        (
            {"VARDVAG_SECRET_KEY": "only-for-the-demo-never-for-real-use-0123456789-0123456789"},
            ("VARDVAG_SECRET_KEY", "demo-value"),
        ),
        ({"VARDVAG_ADDRESS": "http://vardvag.example.se"}, ("VARDVAG_ADDRESS", "value")),
        ({"VARDVAG_OIDC_ISSUER": "http://127.0.0.1:8001"}, ("VARDVAG_OIDC_ISSUER", "value")),
        ({"VARDVAG_PROFILES": "public,hospital"}, ("VARDVAG_PROFILES", "value")),
        ({"VARDVAG_WORKERS": "0"}, ("VARDVAG_WORKERS", "value")),
        ({"VARDVAG_LISTEN": "8000"}, ("VARDVAG_LISTEN", "value")),
        ({"VARDVAG_DEMO_DAY": "2026-11-22"}, ("VARDVAG_DEMO_DAY", "value")),
        ({"VARDVAG_DATABASE_PUBLIC": "mysql://x/y"}, ("VARDVAG_DATABASE_PUBLIC", "address")),
        ({"VARDVAG_DEMO": "yes"}, ("VARDVAG_DEMO", "value")),
        ({"VARDVAG_PROFILE": "public"}, ("VARDVAG_PROFILE", "unknown-setting")),
    ],
)
def test_each_fault_is_named(change, fault):
    assert faults({**REAL, **change}) == [fault]


def test_the_demo_never_answers_beyond_this_machine():
    assert faults({"VARDVAG_DEMO": "1", "VARDVAG_LISTEN": "0.0.0.0:8000"}) == [("VARDVAG_LISTEN", "value")]


def test_a_secret_may_come_from_a_file_and_is_never_shown(tmp_path):
    file = tmp_path / "secret"
    file.write_text(SECRET + "\n")
    environ = {name: value for name, value in REAL.items() if name != "VARDVAG_SECRET_KEY"}
    environ["VARDVAG_SECRET_KEY_FILE"] = str(file)
    environ["VARDVAG_DATABASE_PUBLIC"] = "postgresql://me:hidden@host/base"
    configuration, given, findings = read_configuration(environ)
    assert findings == []
    assert configuration is not None
    assert configuration.secret_key == SECRET
    told = repr(configuration) + "".join(one.shown for one in given)
    assert all(secret not in told for secret in (SECRET, "client-secret", "hidden"))


def test_a_secret_file_that_is_not_there_is_a_fault():
    environ = {**REAL, "VARDVAG_SECRET_KEY_FILE": "/no/such/file"}
    del environ["VARDVAG_SECRET_KEY"]
    assert ("VARDVAG_SECRET_KEY_FILE", "file") in faults(environ)
