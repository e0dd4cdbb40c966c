import msgspec
import pytest

from for_each import for_each
from laptops.recorded import NAMES, record_of
from pyready.commands import cli
from pyready.report import RENDERERS, Options
from pyready.report.ticket.chat import render
from pyready.tickets.requests import BY_ID, REQUESTS, RequestText
from report import samples
from report.sample_parts import HOSTS
from report.test_markdown import TOP, hostile, made
from report.test_markdown_text import HOSTILE
from report.test_text_from_machines import hidden

every_laptop = for_each("name", NAMES)


def blocks(text: str) -> list[list[str]]:
    return [block.splitlines() for block in text.rstrip("\n").split("\n\n")]


@every_laptop
def test_it_has_five_lines_for_each_request_to_send_first(name: str) -> None:
    record = record_of(name, private=False)
    found = blocks(render(record, Options(hosts=HOSTS)))
    first = [each for each in record.requests if each.first]
    assert [len(block) for block in found] == [5] * max(1, len(first))
    assert all(line.isascii() and "____" not in line for block in found for line in block)
    for request, block in zip(first, found, strict=False):
        assert block[0].startswith(f"{request.title} (")
        assert block[1:4] == [f"What: {request.says}", f"Why: {request.why}", f"Risk: {request.residual_risk}"]
        assert block[4].endswith("The whole ticket: pyready check --format ticket")
        assert block[4].startswith("First do this: ") == (record.verdict.state == "unsure")


def test_where_nothing_is_to_be_sent_it_has_five_lines_too() -> None:
    record = record_of("open-laptop", private=False)
    (block,) = blocks(render(record, Options()))
    assert block[0] == "No request to IT from pyready"
    assert block[1] == f"Answer: {record.verdict.says}"
    assert block[4] == "The whole answer: pyready check"
    (block,) = blocks(render(samples.empty(), Options()))
    assert len(block) == 5


@for_each("text", REQUESTS, ids=list(BY_ID))
def test_the_risk_of_no_request_is_cut(text: RequestText) -> None:
    record = msgspec.structs.replace(samples.empty(), requests=(made(text),))
    assert f"Risk: {text.residual_risk}\n" in render(record, Options())


@for_each("text", [*HOSTILE, "x" * 100_000, "x\n\nforged\r\n"])
def test_text_from_the_machine_adds_no_line(text: str) -> None:
    out = render(hostile(text), Options())
    assert {len(block) for block in blocks(out)} == {5}
    assert not hidden(out)
    assert len(out) < 20_000


def test_it_never_holds_names(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[bool] = []
    from pyready.commands import check

    real = check.report
    monkeypatch.setattr(check, "report", lambda look, *, private: asked.append(private) or real(look, private=private))
    saved = str(TOP / "examples" / "stock-applocker.json")
    for format_ in ("chat", "text"):
        cli.run(["check", "--facts", saved, "--format", format_, "--private"], 0.0)
    assert asked == [False, True]
    assert capsys.readouterr().out.startswith("Install Python ")


def test_ticket_and_markdown_are_the_same() -> None:
    assert RENDERERS["ticket"] is RENDERERS["markdown"]
    assert RENDERERS["chat"](samples.closed(), Options()) == render(samples.closed(), Options())
