"""Addresses of folders become addresses of files, in pages and in what scripts of a page read."""

import json

import pytest

from course_build.export.addresses import Addresses

FILES = {"index.html", "playground/index.html", "lessons/01/index.html", "lessons/02/index.html", "generated/a b.csv"}


@pytest.fixture
def addresses():
    return Addresses("lessons/02/index.html", FILES)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../01/", "../01/index.html"),
        ("../01", "../01/index.html"),
        ("../01/#part", "../01/index.html#part"),
        ("../01/?h=mean#part", "../01/index.html?h=mean#part"),
        ("./", "index.html"),
        (".", "index.html"),
        ("", "index.html"),
        ("?h=mean", "index.html?h=mean"),
        ("../..", "../../index.html"),
        ("../../playground/#p=1&tech=layer", "../../playground/index.html#p=1&tech=layer"),
        ("../01/index.html", "../01/index.html"),
        ("../../generated/a%20b.csv", "../../generated/a%20b.csv"),
        ("#part", "#part"),
        ("https://arxiv.org/abs/1502.03167", "https://arxiv.org/abs/1502.03167"),
        ("//host/", "//host/"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("data:image/png;base64,AA", "data:image/png;base64,AA"),
    ],
)
def test_an_address_names_the_file(addresses, address, expected):
    assert addresses.of_file(address) == expected
    assert not addresses.broken


@pytest.mark.parametrize("address", ["../03/", "../../../out/", "../../generated/none.csv", "/lessons/01/"])
def test_an_address_of_no_file_is_told(addresses, address):
    assert addresses.of_file(address) == address
    assert addresses.broken == {address}


def test_only_addresses_of_elements_are_rewritten(addresses):
    page = (
        '<a class="x" href="../01/">one</a><!-- <a href="../01/"> --><code>&lt;a href="../01/"&gt;</code>'
        "<link rel='next' href='../01/'><script>var one = '<a href=\"../01/\">';</script>"
        '<script src="../../generated/a%20b.csv"></script><use href="#mark"/><a href="../01/?a=1&amp;b=2">two</a>'
    )
    expected = (
        '<a class="x" href="../01/index.html">one</a><!-- <a href="../01/"> --><code>&lt;a href="../01/"&gt;</code>'
        "<link rel='next' href='../01/index.html'><script>var one = '<a href=\"../01/\">';</script>"
        '<script src="../../generated/a%20b.csv"></script><use href="#mark"/>'
        '<a href="../01/index.html?a=1&amp;b=2">two</a>'
    )
    assert addresses.in_page(page) == expected
    assert not addresses.broken


def test_data_of_a_page_keeps_addresses_under_that_name(addresses):
    data = {"here": "../01/", "parts": [{"address": "../01/", "title": "</script> & more"}]}
    page = f'<script id="o" type="application/json">{json.dumps(data).replace("<", chr(92) + "u003c")}</script>'
    found = addresses.in_page(page)
    assert found.count("</script>") == 1
    content = found.removeprefix('<script id="o" type="application/json">').removesuffix("</script>")
    data["parts"][0]["address"] = "../01/index.html"
    assert json.loads(content) == data
