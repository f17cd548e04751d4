"""The answer key: words for concepts, a version that follows the sources, and which questions are of the core path."""

import pytest

from course_build.markdown.answer_key import answer_key
from course_build.outline import core_path
from course_build.quizzes.key import AnswerKey, concept_name, course_version

QUESTION = """\
//// quiz
    id: NAME
    type: numeric
    concept: rms-norm
    answer: 64

How many?

> As many as that.
////
"""
DIVE = "///// deep-dive | More\n    id: more\n\nText.\n\n{}/////\n"


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("axes", "Axes"),
        ("covariate-shift", "Covariate shift"),
        ("layer-norm", "LayerNorm"),
        ("rms-norm-parameters", "RMSNorm parameters"),
        ("cost-of-batch-norm", "Cost of BatchNorm"),
        ("normal-forms", "Normal forms"),
    ],
)
def test_a_concept_in_words(concept, words):
    assert concept_name(concept) == words


def test_the_version_follows_the_texts_and_their_names_alone():
    version = course_version({"a.md": "one", "b.md": "two"})
    assert course_version({"b.md": "two", "a.md": "one"}) == version
    assert len({version, course_version({"a.md": "two", "b.md": "one"}), course_version({"a.md": "onetwo"})}) == 3


@pytest.fixture
def key(tmp_path):
    """Return a function that writes pages and collects their questions."""

    def collect(**pages):
        docs = tmp_path / "docs"
        docs.mkdir(exist_ok=True)
        for name, text in pages.items():
            (docs / f"{name}.md").write_text(text)
        paths = sorted(docs.glob("*.md"))
        core, errors = core_path.find(paths, str)
        assert errors == []
        return answer_key(paths, core, docs)

    return collect


def test_questions_of_the_core_path_stand_open_in_a_part(key):
    found = key(
        index="---\npart: 0\n---\n\n# Home\n",
        zwei="---\npart: 2\n---\n\n# Two\n\n" + DIVE.format(QUESTION.replace("NAME", "in-a-dive")),
        one="---\npart: 1\n---\n\n# One\n\n" + QUESTION.replace("NAME", "open") + "\n" + DIVE.format(""),
        more="# More\n\n" + QUESTION.replace("NAME", "optional"),
    )
    assert [(one.id, one.page, one.core) for one in found.questions] == [
        ("open", "one.md", True),
        ("in-a-dive", "zwei.md", False),
        ("optional", "more.md", False),
    ]
    assert {one.concept for one in found.questions} == {"RMSNorm"}


def test_it_is_read_as_it_was_written(key, tmp_path):
    found = key(one=QUESTION.replace("NAME", "open"))
    (tmp_path / "answers.json").write_text(found.to_json())
    assert AnswerKey.read(tmp_path) == found
    assert AnswerKey.read(tmp_path / "nowhere") == AnswerKey()


def test_a_changed_page_is_another_version(key):
    text = QUESTION.replace("NAME", "open")
    assert key(one=text).version == key(one=text).version
    assert key(one=text).version != key(one=f"{text}\nMore.\n").version
