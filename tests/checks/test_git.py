"""What git's own files do to it: files in, the judged answer out."""

from collections.abc import Mapping

from for_each import for_each
from laptops import bare
from laptops.one_check import answer, ask
from pyready.model.host import Drive
from pyready.model.record import CheckRecord

OWN = f"{bare.HOME}\\.gitconfig"
OF_IT = "C:\\ProgramData\\Git\\config"
OFF = "[http]\nsslVerify = false\n"
ON = "[http]\nsslVerify = true\n"
ALWAYS = "[include]\npath = corp\n"
SOMEWHERE = '[includeIf "gitdir:~/work/"]\npath = corp\n'
ODD = "[http]\nsslVerify = perhaps\n"
LOOP = "[include]\npath = corp\n"
AWAY = '[include]\npath = "//fs01/git/corp"\n'
AWAY_SOMEWHERE = '[includeIf "onbranch:main"]\npath = "//fs01/git/corp"\n'


def asked(own: str, corp: str | None = None, **host: object) -> CheckRecord:
    files: dict[str, str | bytes] = {OWN: own} | ({} if corp is None else {f"{bare.HOME}\\corp": corp})
    return ask("git-settings", files=files, **host)


@for_each(
    ("own", "corp", "outcome", "sure", "says"),
    [
        (ALWAYS, None, "passed", "certain", "git can read its settings."),
        (ALWAYS, ON, "passed", "certain", "git can read its settings."),
        (ALWAYS, OFF, "problem", "certain", "git does not check certificates: http.sslverify is switched off in"),
        (OFF + ALWAYS, ON, "passed", "certain", "git can read its settings."),
        (ALWAYS + ON, OFF, "passed", "certain", "git can read its settings."),
        (ALWAYS, "[http\n", "problem", "certain", "git stops at line 1 of its settings file C:\\Users\\jane.smith\\corp."),
        (ALWAYS, LOOP, "problem", "certain", "corp: it includes itself, or more than 10 files in a chain."),
        ("[include]\npath\n", None, "problem", "certain", ".gitconfig: the include on that line names no file."),
        (ALWAYS, ODD, "problem", "certain", "git stops at every server"),
        (SOMEWHERE, ON, "passed", "certain", "git can read its settings."),
        (SOMEWHERE, OFF, "problem", "likely", "In some repositories git probably does not check certificates"),
        (ON + SOMEWHERE, OFF, "problem", "likely", "In some repositories git probably does not check certificates"),
        (SOMEWHERE + ON, OFF, "passed", "certain", "git can read its settings."),
        (OFF + SOMEWHERE, ON, "problem", "certain", "git does not check certificates"),
        (SOMEWHERE, "[http\n", "problem", "likely", "In some repositories git probably stops at line 1"),
        (SOMEWHERE, LOOP, "problem", "likely", "In some repositories git probably stops at line 2"),
        (SOMEWHERE, ODD, "problem", "likely", "In some repositories git probably does not understand"),
        (AWAY, None, "unknown", "certain", "because it could not read the file \\\\fs01\\git\\corp."),
        (OFF + AWAY, None, "problem", "likely", "git probably does not check certificates"),
        (AWAY_SOMEWHERE, None, "passed", "likely", "git can probably read its settings."),
        ("[include]\npath = /etc/corp\n", None, "unknown", "certain", "pyready cannot tell what git reads at line 2"),
    ],
)  # fmt: skip
def test_what_an_include_does_is_told_with_its_certainty(
    own: str, corp: str | None, outcome: str, sure: str, says: str
) -> None:
    record = asked(own, corp)

    assert (record.outcome, record.sure) == (outcome, sure), record.says
    assert says in record.says


@for_each(
    ("files", "who"),
    [
        ({OWN: ALWAYS, f"{bare.HOME}\\corp": "[http\n"}, "you"),
        ({OWN: "[include]\npath = C:/Tools/corp\n", "C:\\Tools\\corp": "[http\n"}, "you"),
        ({OF_IT: ALWAYS, "C:\\ProgramData\\Git\\corp": "[http\n"}, "it"),
        ({OF_IT: SOMEWHERE, "C:\\ProgramData\\Git\\corp": "[http\n"}, "it"),
    ],
)
def test_who_named_a_file_can_mend_it(files: Mapping[str, str], who: str) -> None:
    assert answer(ask("git-settings", files=files)) == ("problem", who)


def test_a_file_that_the_account_may_not_open_stops_git_at_the_include() -> None:
    record = asked(ALWAYS, denied_files=[f"{bare.HOME}\\corp"])

    assert record.outcome == "problem"
    assert record.says.endswith(".gitconfig: it includes a file that your account cannot open.")


def test_a_file_on_a_mapped_drive_is_named_and_not_opened() -> None:
    record = asked("[include]\npath = Z:/corp\n", drives={"Z:\\": Drive("network")})

    assert record.outcome == "unknown"
    assert ("settings of git", "on a server, not opened") in {(each.what, each.value) for each in record.because}
