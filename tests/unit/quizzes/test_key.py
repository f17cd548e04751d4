"""The answer key: a version that follows the sources, and reading what was written."""

from course_build.quizzes.key import AnswerKey, KeyQuestion, course_version


def test_the_version_follows_the_texts_and_their_names_alone():
    version = course_version({"a.md": "one", "b.md": "two"})
    assert course_version({"b.md": "two", "a.md": "one"}) == version
    assert len({version, course_version({"a.md": "two", "b.md": "one"}), course_version({"a.md": "onetwo"})}) == 3


def test_it_is_read_as_it_was_written(tmp_path):
    asked = KeyQuestion("means", "numeric", "Axes <β>", "abc", "e30=", "one.md", "One & <b>", core=True)
    key = AnswerKey("0.1.0+abc", (asked,))
    (tmp_path / "answers.json").write_text(key.to_json(), "utf-8")
    assert AnswerKey.read(tmp_path) == key
    assert AnswerKey.read(tmp_path / "nowhere") == AnswerKey()
