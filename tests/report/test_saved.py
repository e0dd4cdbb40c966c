import codecs
import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from needs import needs_modes
from privacy.people import JANE, TYPES, WHEN, Identity, Place, Sample, did_of, facts_of
from pyready.formats import text_file
from pyready.formats.text_file import decode_text, read_text
from pyready.model.facts import to_json
from pyready.model.host import Reading
from pyready.model.record import Record, Tool, Verdict
from pyready.report.json import render
from pyready.report.saved import Saved, Unreadable, load, parse

SAMPLE = Sample(note="Zoë\n[red]x[/] <b>&amp;", places=(Place("/x"),), proxy=Reading("set", "p:1"), settings={"a": "b"})


def whole() -> dict[str, Any]:
    record = Record(
        format="pyready-report/1",
        tool=Tool("0.1.0", "2026-11-22"),
        taken=WHEN,
        duration_s=1.5,
        private=True,
        verdict=Verdict("open", "uv", "", "Yes.", "Do it."),
        routes=(),
        checks=(),
        requests=(),
        facts=to_json(facts_of(JANE, SAMPLE)),
        did=did_of("/x"),
        timings={"sample": 0.1},
    )
    return dict(json.loads(render(record)))


TEXT = json.dumps(whole(), ensure_ascii=False, indent=2)


def changed(path: str, value: Any) -> str:
    """The report with one value set; the path's parts stand between slashes."""
    report = whole()
    place = report
    *above, last = path.split("/")
    for part in above:
        place = place[part]
    place[last] = value
    return json.dumps(report)


def refusal(data: bytes | str, tmp_path: Path) -> str:
    file = tmp_path / "report.json"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(Unreadable) as caught:
        load(file, TYPES)
    message = str(caught.value)
    assert message.startswith("report.json ")
    assert message.endswith(".")
    assert message.isprintable()
    assert len(message) < 400
    return message


def check(found: Saved) -> None:
    assert found.facts[Sample] == SAMPLE
    assert found.facts[Identity] == JANE
    assert found.did == did_of("/x")
    assert (found.timings, found.taken, found.private, found.ignored) == ({"sample": 0.1}, WHEN, True, ())


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_LE + TEXT.replace("\n", "\r\n").encode("utf-16-le") + "\r\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "powershell", "utf-16-be", "le without mark", "be without mark"],
)
def test_every_encoding_that_windows_writes(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(data)
    check(load(tmp_path / "report.json", TYPES))
    check(load(str(tmp_path / "report.json"), TYPES))


def test_markup_is_data() -> None:
    assert parse(TEXT, TYPES).facts[Sample].note == "Zoë\n[red]x[/] <b>&amp;"


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"^none\.json does not exist\.$"):
        load(tmp_path / "none.json", TYPES)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder, not a file"):
        load(tmp_path, TYPES)
    with pytest.raises(Unreadable, match="is a folder, not a file"):
        load(f"{tmp_path}/", TYPES)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX modes")
def test_denied(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(TEXT, "utf-8")
    file.chmod(0)
    needs_modes(file, os.R_OK)
    with pytest.raises(Unreadable, match="Your account cannot read"):
        load(file, TYPES)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_a_pipe_or_a_device_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/zero", "/dev/null"):
        with pytest.raises(Unreadable, match="is a device or a pipe"):
            load(path, TYPES)


def test_names_that_no_file_can_have(tmp_path: Path) -> None:
    for name in ("a\x00b", "x" * 5000, ""):
        with pytest.raises(Unreadable) as caught:
            load(name, TYPES)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 200


def test_too_large_is_refused_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.json"
    with file.open("wb") as out:
        out.truncate(text_file.LIMIT + 1)
    monkeypatch.setattr(os, "open", lambda *args: pytest.fail("it was opened"))
    with pytest.raises(Unreadable, match="larger than 32 MB"):
        load(file, TYPES)


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(b"x" * 2048)
    monkeypatch.setattr(text_file, "_check", lambda *args: None)
    with pytest.raises(Unreadable, match="larger than"):
        read_text(file, limit=1024)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (codecs.BOM_UTF8, "is not JSON|is empty|cut off"),
        (b'{"format": "\xff"}', "neither UTF-8 nor UTF-16"),
        (codecs.BOM_UTF16_LE + b"{\x00\x00", "neither UTF-8 nor UTF-16"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8{\x00", "neither UTF-8 nor UTF-16"),
        (b"\x89PNG\r\n\x1a\n", "neither UTF-8"),
        (b"MZ\x90\x00" * 20, "neither UTF-8"),
        ("hello", "is not JSON"),
        ("<html></html>", "is not JSON"),
        ("[1, 2]", "is not a report of pyready"),
        ("{}", "is not a report of pyready"),
        ("3", "is not a report of pyready"),
        ('{"format": 3}', "is not a report of pyready"),
        ('{"format": "other/1"}', "is not a report of pyready"),
        ('{"format": "pyready-report/x"}', "is not a report of pyready"),
        ('{"format": "pyready-report/2"}', "too old to read it"),
        ('{"format": "pyready-report/0"}', "cannot read"),
        ('{"format": "pyready-report/1"}', "missing required field `taken`"),
        ('{"format": "pyready-report/1"} x', "is not JSON"),
        ('{"a": NaN}', "is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"format": "pyready-report/1", "x": ' + "[" * 5000 + "]" * 5000 + "}", "nested too deeply"),
        ('{"a":' * 50_000, "nested too deeply"),
        (TEXT[:200], "is cut off"),
        (TEXT[:-2], "is cut off"),
    ],
    ids=range(26),
)
def test_what_is_no_report(data: bytes | str, expected: str, tmp_path: Path) -> None:
    import re

    assert re.search(expected, refusal(data, tmp_path))


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("facts/sample/value/number", "x", "at `$.facts.sample.number`"),
        ("facts/sample/value/places", [{"path": 3}], "at `$.facts.sample.places[0].path`"),
        ("facts/sample", {"state": "collected"}, "`$.facts.sample"),
        ("facts/sample", {"value": {}}, "`$.facts.sample"),
        ("facts/sample", {"state": "odd"}, "$.facts.sample"),
        ("facts/sample", 3, "$.facts.sample"),
        ("facts/identity/value", {}, "$.facts.identity"),
        ("facts", [], "at `$.facts`"),
        ("did/read", [{"what": 1}], "`$.did.read[0]"),
        ("taken", "yesterday", "at `$.taken`"),
        ("taken", "2026-11-22T14:00:00", "at `$.taken`"),
        ("private", "no", "at `$.private`"),
        ("timings", {"a": "b"}, "at `$.timings"),
        ("facts/sample/value/number", 1.5, "at `$.facts.sample.number`"),
        ("facts/sample/value/note", "a\x1b[31mb", "control character in $.facts.sample.value.note"),
        ("facts/sample/value/note", "a\x00b", "control character"),
        ("facts/sample/value/note", "a\x9bb", "control character"),
        ("facts/sample/value/note", "a\u202eb", "control character"),
        ("facts/sample/value/note", "a\u2066b", "control character"),
        ("facts/sample/value/settings", {"a\x1b": "b"}, "control character in the name of a field"),
        ("facts/un\x1bknown", {}, "control character in the name of a field"),
        ("did/wrote", [{"path": "\x07", "by": ""}], "control character in $.did.wrote[0].path"),
    ],
)  # fmt: skip
def test_what_does_not_fit(path: str, value: Any, expected: str, tmp_path: Path) -> None:
    assert expected in refusal(changed(path, value), tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"format": "pyready-report/1", "x": [' + "[]," * 400_000 + "1]}", id="lists"),
        pytest.param('{"format": "pyready-report/1", "x": {' + '"a":{},' * 400_000 + '"b": 1}}', id="tables"),
        pytest.param(changed("facts/sample/value/note", "x" * 700_000), id="a text"),
        pytest.param(
            TEXT.replace("Zoë", "\U0001f600" + "x" * 30_000_000), id="a text that would take four times its size"
        ),
        pytest.param(changed("did/wrote", [{"path": "é" * 40_000, "by": ""}] * 20), id="texts"),
    ],
)
def test_far_more_than_a_report_holds(text: str, tmp_path: Path) -> None:
    assert "is far larger than any report" in refusal(text, tmp_path)


def test_as_much_as_the_largest_report_may_hold_is_read() -> None:
    assert len(parse(changed("facts/sample/value/note", "x" * 500_000), TYPES).facts[Sample].note) == 500_000


@pytest.mark.parametrize("half", [r"\ud800", r"\udc00", r"\ud800x", r"\ud800\ud800", r"\udc00\ud800"])
def test_half_characters(half: str, tmp_path: Path) -> None:
    assert "half a character" in refusal(TEXT.replace("Zoë", half), tmp_path)


def test_whole_characters_by_escapes_are_fine() -> None:
    assert parse(TEXT.replace("Zoë", r"\ud83d\ude00"), TYPES).facts[Sample].note.startswith("\U0001f600")


def test_what_is_not_known_is_ignored_and_named() -> None:
    report = whole()
    report["later"] = 1
    report["facts"]["new-probe"] = {"state": "collected", "value": {"x": [1]}}
    report["facts"]["sample"]["value"]["new"] = 1
    report["facts"]["sample"]["value"]["places"][0]["odd name; x"] = 1
    report["did"]["newer"] = []
    found = parse(json.dumps(report), TYPES)
    assert found.facts[Sample] == SAMPLE
    assert found.ignored == (
        "facts.new-probe", "later", "did.newer", "facts.sample.new", "a field with an odd name",
    )  # fmt: skip


def test_not_more_ignored_names_than_anybody_reads() -> None:
    report = whole() | {f"x{number}": 1 for number in range(1000)}
    assert len(parse(json.dumps(report), TYPES).ignored) == 21
    assert parse(json.dumps(report), TYPES).ignored[-1] == "980 more"


def test_states_other_than_collected_are_read() -> None:
    saved = parse(changed("facts/sample", {"state": "not-collected", "kind": "timed-out", "reason": "slow"}), TYPES)
    assert saved.facts.get(Sample) is None
    assert parse(changed("facts/sample", {"state": "not-applicable"}), TYPES).facts.get(Sample) is None


def test_decode_text_for_others() -> None:
    assert decode_text(b"a") == "a"
    assert decode_text(b"") == ""
    with pytest.raises(text_file.Unreadable, match="neither"):
        decode_text(b"\xff")


@pytest.mark.slow
@settings(max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_broken_bytes_are_read_or_refused_and_nothing_else(data: st.DataObject, tmp_path: Path) -> None:
    raw = bytearray(data.draw(st.sampled_from([TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("utf-16-be")])))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(raw)))
        end = place + data.draw(st.sampled_from([0, 0, 1, 1, 2, 30, 10_000]))
        raw[place:end] = data.draw(
            st.one_of(
                st.binary(max_size=4),
                st.sampled_from(
                    [
                        b'"',
                        b"{",
                        b"}",
                        b"[",
                        b",",
                        b":",
                        b"\\",
                        b"\\ud800",
                        b"9" * 400,
                        b"null",
                        b"1e999",
                        b"-0",
                        b"\x00",
                    ]
                ),
            )
        )
    file = tmp_path / "report.json"
    file.write_bytes(raw)
    try:
        found = load(file, TYPES)
    except Unreadable as error:
        assert str(error).isprintable()
    else:
        msgspec.json.encode([to_json(found.facts), found.did, found.ignored])
        assert isinstance(found.taken, dt.datetime)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["state", "value", "kind", "path", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.slow
@settings(max_examples=400)
@given(st.sampled_from(["facts", "facts/sample", "facts/sample/value", "facts/sample/value/places", "did", "did/read", "timings",
                        "taken", "facts/identity/value/user", "private", "facts/sample/value/proxy", "tool"]), JUNK)  # fmt: skip
def test_any_json_in_any_place_is_read_or_refused(path: str, value: Any) -> None:
    try:
        found = parse(changed(path, value), TYPES)
    except Unreadable as error:
        assert str(error).isprintable()
    else:
        msgspec.json.encode(to_json(found.facts))
