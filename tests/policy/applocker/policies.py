"""Policies for tests, as the text in which Windows keeps them."""

from pyready.model.host import RegistryValue
from pyready.policy.applocker.evaluate import Judge
from pyready.policy.applocker.rule_text import rule
from pyready.policy.applocker.rules import Collection, Mode, Name, Policy
from pyready.policy.applocker.subject import File, Folders, Person
from pyready.probes._control_readings import SRP

EVERYONE, ADMINISTRATORS, WARD = "S-1-1-0", "S-1-5-32-544", "S-1-5-21-1-2-3-1105"
PSF = "O=PYTHON SOFTWARE FOUNDATION, L=BEAVERTON, S=OREGON, C=US"
FOLDERS = Folders("C:", "C:\\Windows", ("C:\\Program Files", "C:\\Program Files (x86)"))
JANE = Person("S-1-5-21-1-2-3-1001", frozenset({EVERYONE, "S-1-5-11", WARD}))
FILTERED = Person("S-1-5-21-1-2-3-1001", frozenset({EVERYONE}), frozenset({ADMINISTRATORS}))
ELEVATED = Person("S-1-5-21-1-2-3-1001", frozenset({EVERYONE, ADMINISTRATORS}))
UNREADABLE = Person(known=False)
OWN = File("C:\\Users\\jane\\AppData\\Local\\Programs\\x\\python.exe")
INSTALLED = File("C:\\Program Files\\Python314\\python.exe")
SIGNED = File("C:\\Users\\jane\\AppData\\Local\\python.exe", PSF, "PYTHON", "PYTHON.EXE")
PACKAGED = File("C:\\Program Files\\WindowsApps\\x\\python.exe", PSF)


def guid(number: int = 0) -> str:
    return f"00000000-0000-0000-0000-{number:012}"


def path(pattern: str) -> str:
    return f'<FilePathCondition Path="{pattern}"/>'


def publisher(name: str = PSF, product: str = "*", binary: str = "*", low: str = "*", high: str = "*") -> str:
    versions = f'<BinaryVersionRange LowSection="{low}" HighSection="{high}"/>'
    head = f'<FilePublisherCondition PublisherName="{name}" ProductName="{product}" BinaryName="{binary}"'
    return f"{head}>{versions}</FilePublisherCondition>"


HASH = '<FileHashCondition><FileHash Type="SHA256" Data="0x00" SourceFileName="x.exe"/></FileHashCondition>'


def hash_of(digits: str, name: str, kind: str = "SHA256") -> str:
    data = f'<FileHash Type="{kind}" Data="0x{digits}" SourceFileLength="9" SourceFileName="{name}"/>'
    return f"<FileHashCondition>{data}</FileHashCondition>"


def text(action: str, condition: str, sid: str = EVERYONE, exceptions: str = "", number: int = 0) -> str:
    """The XML of one rule; its kind follows from its condition."""
    kind = condition[1:].split("Condition", maxsplit=1)[0] + "Rule"
    below = f"<Exceptions>{exceptions}</Exceptions>" if exceptions else ""
    head = f'<{kind} Id="{guid(number)}" Name="n" Description="" UserOrGroupSid="{sid}" Action="{action}">'
    return f"{head}<Conditions>{condition}</Conditions>{below}</{kind}>"


ALLOW_ALL = text("Allow", path("*"), number=9)
DEFAULT = (
    text("Allow", path("%PROGRAMFILES%\\*"), number=1),
    text("Allow", path("%WINDIR%\\*"), number=2),
    text("Allow", path("*"), ADMINISTRATORS, number=3),
)
ALL_SIGNED = text("Allow", publisher("*"), number=4)


def rules(key: str, *texts: str, mode: int | None = 1) -> dict[str, dict[str, RegistryValue]]:
    """One collection as group policy writes it."""
    top: dict[str, RegistryValue] = {} if mode is None else {"EnforcementMode": mode}
    return {f"{SRP}\\{key}": top} | {
        f"{SRP}\\{key}\\{{00000000-0000-0000-0000-{number:012}}}": {"Value": each} for number, each in enumerate(texts)
    }


def held(*rules: str, mode: Mode = "enforced", unread: bool = False) -> Collection:
    return Collection(mode, tuple(rule(each) for each in rules), unread)


def outcome(
    collection: Collection, file: File = OWN, person: Person = JANE, name: Name = "exe", service: str = "running"
) -> str:
    """What group policy that holds this one collection says."""
    policy = Policy("group-policy", {name: collection})
    return Judge(person, FOLDERS).decide([policy], name, [file], service).outcome
