"""What pip is configured with decides where packages are looked for."""

from pypi_simple import PYPI_SIMPLE_ENDPOINT

from course_build.browser.pip_settings import list_settings, pip_settings


def test_without_a_configuration_the_public_index_is_asked():
    assert pip_settings(lambda: "").indexes == (PYPI_SIMPLE_ENDPOINT,)
    assert pip_settings(lambda: "").certificates is None


def test_indexes_come_in_pips_order():
    listed = (
        "global.extra-index-url='http://b.test/simple http://c.test/simple'\nglobal.index-url='http://a.test/simple'\n"
    )
    assert pip_settings(lambda: listed).indexes == (
        "http://a.test/simple",
        "http://b.test/simple",
        "http://c.test/simple",
    )


def test_the_environment_is_stronger_than_files_and_one_command_than_all():
    listed = "global.index-url='http://file.test/'\ninstall.index-url='http://install.test/'\n"
    assert pip_settings(lambda: listed).indexes == ("http://install.test/",)
    listed += ":env:.index-url='http://environment.test/'\n"
    assert pip_settings(lambda: listed).indexes == ("http://environment.test/",)


def test_folders_are_left_out_and_nothing_is_asked_twice():
    listed = "global.index-url='http://a.test/'\nglobal.extra-index-url='file:///wheels http://a.test/'\n"
    assert pip_settings(lambda: listed).indexes == ("http://a.test/",)


def test_certificates_are_those_of_pip():
    assert pip_settings(lambda: "global.cert='/some/ca.crt'\n").certificates == "/some/ca.crt"


def test_pip_itself_is_asked(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://a.test/simple")
    assert pip_settings(list_settings).indexes[0] == "http://a.test/simple"
