import pytest

from wholestory import settings
from wholestory.errors import BadSetting


def test_the_environment_goes_before_the_file_and_the_file_before_the_defaults(tmp_path):
    assert settings.read(tmp_path, {}).database == "sqlite:///news.db"
    (tmp_path / settings.FILE).write_text('database = "sqlite:///a.db"\ncontact = "me@tide.example"\n')
    found = settings.read(
        tmp_path, {"WHOLESTORY_DATABASE": "sqlite:///b.db", "WHOLESTORY_ALLOWED": " a:80, ,b "}
    )
    assert (found.database, found.contact) == ("sqlite:///b.db", "me@tide.example")
    assert found.allowed_hosts == ("a:80", "b")


@pytest.mark.parametrize("text", ["nothing", 'colour = "blue"', "database = 3", "database = [", "\udcff"])
def test_what_is_no_setting_is_said_with_the_file(tmp_path, text):
    (tmp_path / settings.FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadSetting, match=r"wholestory\.toml"):
        settings.read(tmp_path, {})


def test_numbers_are_numbers_from_the_file_and_the_environment(tmp_path):
    (tmp_path / settings.FILE).write_text("trial_days = 0\nfree_articles = 3\n")
    found = settings.read(tmp_path, {"WHOLESTORY_FREE_ARTICLES": "7"})
    assert (found.trial_days, found.free_articles) == (0, 7)
    assert (settings.Settings().trial_days, settings.Settings().free_articles) == (14, 5)


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("TRIAL_DAYS", "-1", "trial_days"),
        ("TRIAL_DAYS", "soon", "trial_days"),
        ("FREE_ARTICLES", "1e3", "free_articles"),
        ("FREE_ARTICLES", "9" * 30, "free_articles"),
        ("MAIL_SERVER", "mail.tide.example:hush", "mail_server"),
        ("MAIL_SERVER", "http://u:hush@mail.tide.example", "mail_server"),
        ("MAIL_SERVER", "smtp://u:hush@mail.tide.example:many", "mail_server"),
        ("OIDC_SERVER", "http://login.tide.example", "oidc_server"),
        ("OIDC_SERVER", "https://login.tide.example", "oidc_id"),
    ],
)
def test_what_cannot_be_set_is_said_by_its_name_and_without_what_is_secret(tmp_path, name, given, words):
    with pytest.raises(BadSetting, match=words) as said:
        settings.read(tmp_path, {f"WHOLESTORY_{name}": given})
    assert "hush" not in str(said.value)


def test_no_secret_is_printed(tmp_path):
    secrets = {
        "MAIL_SERVER": "smtps://u:hush@mail.tide.example",
        "MAIL_PASSWORD": "hush",
        "OIDC_SECRET": "hush",
        "PAYMENT_SECRET": "hush",
    }
    found = settings.read(tmp_path, {f"WHOLESTORY_{name}": value for name, value in secrets.items()})
    assert found.payment_secret == "hush"
    assert "hush" not in f"{found!r} {found}"
