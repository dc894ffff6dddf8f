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
