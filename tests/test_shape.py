"""The shape of the house: what is listed, how it is named, what may import what."""

import ast
import importlib
import re
from collections.abc import Iterator
from fnmatch import filter as filter_names
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from for_each import for_each
from pyready.checks import CHECKS
from pyready.commands.cli import FORMATS
from pyready.guides import library as guides
from pyready.guides import markdown
from pyready.knowledge.endpoints import known as endpoints
from pyready.model.facts import all_of
from pyready.model.outcome import Check
from pyready.privacy.typed_strings import strings_of
from pyready.probes import PROBES, TYPES
from pyready.report import RENDERERS
from pyready.routes import ROUTES
from pyready.tickets.requests import REQUESTS

pytestmark = pytest.mark.unmeasured

SOURCE = Path(__file__).parents[1] / "src" / "pyready"
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SYSTEM = {"winreg", "ctypes", "subprocess", "psutil"}
TOUCH_THE_SYSTEM = {"windows", "posix", "net", "running"}
ORDER = (
    {"model", "knowledge", "privacy"},
    {"formats", "policy", "net", "tools", "running"},
    {"windows", "posix", "recorded"},
    {"probes"},
    {"diagnosis"},
    {"checks"},
    {"routes"},
    {"settings", "tickets", "guides"},
    {"engine"},
    {"explain", "verify"},
    {"report"},
    {"commands"},
)
"""The packages from the first that others may import to the last. Each imports from its own level and those before."""
AGAINST_THE_FLOW: set[tuple[str, str]] = set()
"""Named exceptions: which package imports which later one. None is left."""
MOST_LINES, MOST_FUNCTION_LINES, MEDIAN_LINES = 400, 40, 100


def bare_strings(kind: object) -> list[str]:
    return [slot.path for slot in strings_of(kind) if not slot.privacy]


@cache
def modules() -> tuple[Path, ...]:
    return tuple(sorted(SOURCE.rglob("*.py")))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def listed(folder: str) -> list[str]:
    return sorted(path.stem for path in (SOURCE / folder).glob("*.py") if not path.stem.startswith("_"))


@for_each(
    ("what", "ids"),
    [
        ("probes", [probe.id for probe in PROBES]),
        ("checks", [check.id for check in CHECKS]),
        ("routes", [route.id for route in ROUTES]),
        ("requests", [request.id for request in REQUESTS]),
        ("endpoints", [each.id for each in endpoints().endpoint]),
        ("guides", list(guides.guide_ids())),
        ("facts", list(TYPES)),
        ("renderers", list(RENDERERS)),
    ],
)
def test_ids_are_kebab_case_and_unique(what: str, ids: list[str]) -> None:
    assert ids, what
    assert len(ids) == len(set(ids))
    assert [name for name in ids if not KEBAB.fullmatch(name)] == []


def test_every_probe_module_is_listed() -> None:
    assert sorted(probe.id.replace("-", "_") for probe in PROBES) == listed("probes"), (
        "add it to PROBES in src/pyready/probes/__init__.py; the id is the name of the module with hyphens"
    )


def test_every_check_module_is_listed() -> None:
    named = {check for name in listed("checks") for check in importlib.import_module(f"pyready.checks.{name}").CHECKS}
    assert named == set(CHECKS), "add the module to src/pyready/checks/__init__.py"


def test_every_route_module_is_listed() -> None:
    assert sorted(route.id.replace("-", "_") for route in ROUTES) == listed("routes"), (
        "add it to ROUTES in src/pyready/routes/__init__.py; the id is the name of the module with hyphens"
    )


def test_the_name_of_a_route_is_spelled_once() -> None:
    texts = [path.read_text("utf-8") for path in (*modules(), *(SOURCE / "knowledge").glob("*.toml"))]
    names = {name for route in ROUTES for name in (route.title, route.spoken) if " " in name}
    assert {name for name in names if sum(text.count(f'"{name}"') for text in texts) != 1} == set()


def test_the_command_line_offers_every_renderer() -> None:
    assert tuple(RENDERERS) == FORMATS, "write the same names into FORMATS in src/pyready/commands/cli.py"


def test_every_named_check_exists() -> None:
    known = {check.id for check in CHECKS}
    assert {need for route in ROUTES for need in route.needs} <= known


def test_every_named_guide_exists() -> None:
    named = {check.guide for check in CHECKS} | {route.guide for route in ROUTES}
    assert named <= set(guides.guide_ids())


def named_by() -> dict[str, set[str]]:
    """The checks and routes that name each guide."""
    named: dict[str, set[str]] = {}
    for each in (*CHECKS, *ROUTES):
        named.setdefault(each.guide, set()).add(each.id)
    return named


def test_every_check_and_every_route_has_a_guide() -> None:
    assert [each.id for each in (*CHECKS, *ROUTES) if not each.guide] == []


def test_a_guide_answers_exactly_the_checks_and_routes_that_name_it() -> None:
    named = named_by()
    answers = {guide.id: guide.answers for guide in guides.list_guides()}
    lost = {
        (each, id_)
        for id_, ids in named.items()
        for each in ids
        if not any(fnmatch(each, part) for part in answers[id_])
    }
    idle = {
        (part, id_) for id_, parts in answers.items() for part in parts if not filter_names(named.get(id_, ()), part)
    }
    assert lost == set(), "write each of these into `answers` of its guide, guides/ID.md"
    assert idle == set(), "take each of these out of `answers` of guides/ID.md: no such check or route names that guide"


def test_no_check_has_the_id_of_a_route_so_that_a_guide_says_clearly_what_it_answers() -> None:
    assert {check.id for check in CHECKS} & {route.id for route in ROUTES} == set()


def in_checks(keyword: str) -> dict[str, str]:
    """What the fixes in the source of the checks name by a keyword, and in which file."""
    found = {}
    for path in (*(SOURCE / "checks").glob("*.py"), *(SOURCE / "diagnosis").glob("*.py")):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.keyword) and node.arg == keyword and isinstance(node.value, ast.Constant):
                found[str(node.value.value)] = path.name
    return found


def test_every_fix_names_a_guide_and_a_request_that_exist() -> None:
    requests, known = {request.id for request in REQUESTS}, set(guides.guide_ids())
    assert {name: where for name, where in in_checks("request").items() if name not in requests} == {}
    assert {name: where for name, where in in_checks("guide").items() if name not in known} == {}


def test_every_request_and_guide_but_the_first_is_named_by_something() -> None:
    idle = {request.id for request in REQUESTS} - set(in_checks("request"))
    assert idle == set(), "a Fix in src/pyready/checks/ names the request: Fix(..., request=ID)"

    named = {check.guide for check in CHECKS} | {route.guide for route in ROUTES} | set(in_checks("guide"))
    for guide in guides.list_guides():
        named |= set(markdown.links(guide.body)) - {guide.id}
    lost = set(guides.guide_ids()) - named - {"start-here"}
    assert lost == set(), "link the guide in guides/start-here.md, or name it in a check or route"


@for_each(
    ("check", "guide"),
    [
        ("runs-user-programs", "app-control"),
        ("environment-runs", "app-control"),
        ("clock", "tls-inspection"),
        ("uses-cmd", "powershell"),
        ("uses-powershell", "powershell"),
        ("browser-downloads", "ask-it"),
        ("runs-batch-files", "powershell"),
        ("powershell-scripts", "powershell"),
        ("python-command", "store-and-stub"),
        ("own-computer", "shared-computers"),
        ("kept-after-log-off", "shared-computers"),
        ("folder-drive", "folders"),
        ("roaming-folder", "folders"),
        ("conda-licence", "anaconda-licence"),
        ("anaconda-licence-held", "anaconda-licence"),
        ("tls-inspected", "tls-inspection"),
        ("catalogue-offers-python", "software-catalogue"),
    ],
)
def test_a_check_names_the_guide_of_its_own_matter(check: str, guide: str) -> None:
    assert {each.id: each.guide for each in CHECKS}[check] == guide


def test_fact_types_hold_no_bare_strings() -> None:
    assert {name: found for name, fact in TYPES.items() if (found := bare_strings(fact))} == {}


def test_a_bare_string_would_be_found() -> None:
    assert bare_strings(dict[str, str])


@for_each("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_packages_of_a_system_touch_the_system(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] not in TOUCH_THE_SYSTEM:
        assert not {name.partition(".")[0] for name in imports_of(path)} & SYSTEM


def ours(path: Path) -> set[str]:
    """What a module imports of ours, by its longest name below `pyready`."""
    return {name.removeprefix("pyready.") for name in imports_of(path) if name.startswith("pyready.")}


def packages_used(path: Path) -> set[str]:
    """The other packages of ours that a module imports from."""
    own = path.relative_to(SOURCE).parts[0]
    return {name.partition(".")[0] for name in ours(path)} - {own, "__version__"}


LEVEL = {package: number for number, level in enumerate(ORDER) for package in level}


def test_every_module_has_its_room() -> None:
    loose = {path.name for path in SOURCE.glob("*.py")} - {"__init__.py", "__main__.py"}
    rooms = {path.parent.relative_to(SOURCE).parts[0] for path in SOURCE.glob("*/**/*.py")}
    assert (loose, rooms - LEVEL.keys(), LEVEL.keys() - rooms) == (set(), set(), set())


@for_each("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_follow_the_flow(path: Path) -> None:
    package = path.relative_to(SOURCE).parts[0]
    if package in LEVEL:
        above = {each for each in packages_used(path) if LEVEL[each] > LEVEL[package]}
        assert above - {name for start, name in AGAINST_THE_FLOW if start == package} == set()


def test_what_everybody_may_import_imports_nothing_of_ours() -> None:
    assert {path.name: used for path in (SOURCE / "model").glob("*.py") if (used := packages_used(path))} == {}


def test_packages_of_one_level_do_not_import_each_other_in_a_circle() -> None:
    beside = {
        (package, each)
        for path in modules()
        if (package := path.relative_to(SOURCE).parts[0]) in LEVEL
        for each in packages_used(path)
        if LEVEL[each] == LEVEL[package]
    }
    assert {pair for pair in beside if pair[::-1] in beside} == set()


def test_what_is_private_to_a_package_is_used_nowhere_else() -> None:
    found = {
        (str(path.relative_to(SOURCE)), name)
        for path in modules()
        for name in ours(path)
        if name.partition(".")[0] != path.relative_to(SOURCE).parts[0]
        if any(part.startswith("_") and not part.startswith("__") for part in name.split("."))
    }
    assert found == set()


@for_each("package", ["checks", "routes", "diagnosis", "report"])
def test_what_judges_and_what_writes_never_reaches_for_the_host(package: str) -> None:
    for path in (SOURCE / package).rglob("*.py"):
        assert not {"model.host.Host", "engine.collect.collect"} & ours(path), path.name


@for_each("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MOST_FUNCTION_LINES, node.name


def test_the_median_module_is_short() -> None:
    lengths = sorted(len(path.read_text("utf-8").splitlines()) for path in modules())
    assert lengths[len(lengths) // 2] <= MEDIAN_LINES


def test_every_module_says_what_it_is_for() -> None:
    silent = [path.name for path in modules() if not ast.get_docstring(parsed(path))]
    assert silent == []


def test_every_probe_declares_why_it_reads() -> None:
    for probe in PROBES:
        for declared in (*probe.reads, *probe.contacts, *probe.runs, *probe.writes):
            assert declared.why, (probe.id, declared.where)


def test_nothing_is_run_or_written_by_any_probe() -> None:
    assert [probe.id for probe in PROBES if probe.runs or probe.writes] == []


def files_in(folder: Path) -> Iterator[Path]:
    """All of ours below a folder: caches, which are large, are not entered."""
    for path in folder.iterdir():
        if path.is_file():
            yield path
        elif path.is_dir() and path.name not in {".cache", "__pycache__", ".venv"}:
            yield from files_in(path)


def test_no_file_spells_the_host_of_the_package_index() -> None:
    from pyready.knowledge.index_hosts import index_hosts

    hosts = index_hosts()
    spelled = [hosts.index.partition("//")[2], hosts.files]
    top = SOURCE.parents[1]
    folders = [top / name for name in ("src", "guides", "tickets", "docs", "tests", "examples", "bench", "build")]
    files = [path for folder in folders for path in files_in(folder)] + list(top.glob("*.*"))
    places = [path for path in files if path.suffix in {".py", ".md", ".toml", ".json", ".txt", ".reg", ".yml"}]
    assert [str(path) for path in places if any(host in path.read_text("utf-8", "replace") for host in spelled)] == []


def test_registry_of_fact_types_refuses_nothing_silently() -> None:
    assert all_of((probe.id, probe.fact) for probe in PROBES) == TYPES


def test_a_check_is_hashable_data() -> None:
    assert all(isinstance(check, Check) and hash(check) for check in CHECKS)


def test_the_privacy_scan_is_another_mind() -> None:
    """It shares nothing with what takes names out, so that one may see what the other overlooks."""
    tree = ast.parse((SOURCE / "privacy" / "scan.py").read_text("utf-8"))
    ours = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {each for each in ours if each and each.startswith("pyready.privacy")} == {
        "pyready.privacy.issuers",
        "pyready.privacy.walk",
    }
