"""The requests to IT: what exactly is wanted, and all that decides whether it can be granted. Data.

The fields follow what a managed-desktop team needs in order to say yes in one reading (design, section 5).
Never asked: administrator rights, an antivirus exclusion, inspection or script policy off, a folder exemption.
A line of underscores is a blank, for whoever sends or grants the request. Facts are placeholders: `{{ room:first }}`.
"""

from functools import cache
from typing import Any, Literal, NamedTuple

from pyready.knowledge.placeholders import fill

Cost = Literal["small", "medium", "large"]

_NEVER = (
    "administrator rights",
    "an exclusion in Defender",
    "less inspection of traffic",
    "a change of script policy",
    "an exemption for a folder",
)


class RequestText(NamedTuple):
    """One request; what only the machine knows (hosts, evidence, what it opens) is added when it is made.

    `title` has at most 80 characters. The first line of `change` says what it is, each further line is one item.
    """

    id: str
    queue: str
    cost: Cost
    title: str
    says: str
    why: str
    change: str
    scope: str
    patched_by: str
    residual_risk: str
    rollback: str
    test: str
    not_asked: tuple[str, ...] = _NEVER
    includes: tuple[str, ...] = ()
    """Requests that need not be made beside it: it does what they ask for."""
    only: str = ""
    """The one route that it can open; empty where that depends on what closes a route."""


_TEXTS: tuple[RequestText, ...] = (
    RequestText(
        id="machine-wide-python",
        queue="packaging",
        cost="small",
        title="Install Python {{ python:recommended }} in Program Files for one analyst (no admin rights)",
        says="Please install Python {{ python:recommended }} (Python Software Foundation) in Program Files on this "
        "computer.",
        why="An analyst needs Python. In Program Files only IT can change it, IT patches it, and it needs no rights.",
        change="Install one package:\n"
        "Product: Python {{ python:recommended }}, the newest {{ python:recommended }}.x, 64-bit; publisher Python "
        "Software Foundation, as the file's "
        "signature says; PSF licence, free for an organisation of any size.\n"
        "Download: https://www.python.org/downloads/windows/ (python-{{ python:recommended }}.x-amd64.exe).\n"
        "SHA-256 of the file that was packaged: ________\n"
        'Install: "python-{{ python:recommended }}.x-amd64.exe {{ switches:python-for-all }}", in the system context. '
        "It goes into Program Files alone. PATH stays as it is.\n"
        'Uninstall: "python-{{ python:recommended }}.x-amd64.exe {{ switches:python-removed }}", in the system '
        "context.\n"
        "Detection: HKLM\\SOFTWARE\\Python\\PythonCore\\{{ python:recommended }}\\InstallPath exists (64-bit view), "
        "and python.exe in "
        "that folder has the file version of the package or a newer one. Better not by the entry in Installed apps: "
        "Python's installer is reported to write it for the account that ran it (python/cpython issue 69353).\n"
        "Size: {{ download:python-org }} to fetch; {{ room:first }} is enough together with an environment for "
        "data work.\n"
        "App control: no rule is part of this request; AppLocker's default rules let what is in Program Files start. "
        "If another product keeps a list of allowed programs, its list needs this publisher. A virtual environment "
        'can need a rule of its own, which is another request; "python -m pip install --user" needs none.',
        scope="This computer, or the analysts' group as a pilot.",
        patched_by="The package, replaced within 14 days of each security release; Python "
        "{{ python:recommended }} has them "
        "until {{ python:until }}. Inventory finds it by the key under HKLM; a Python that each person installs alone "
        "is "
        "hard for it to see.",
        residual_risk="Packages come from an index and are not reviewed: an internal index or a named list limits "
        'them, "--only-binary :all:" keeps their build scripts from running, and a lock file with hashes keeps them '
        "the same. What is new: Python runs any script that it is given, also where a policy limits PowerShell, with "
        "the person's own rights and no more. The rules of the proxy for what may leave stay as they are.",
        rollback='"python-{{ python:recommended }}.x-amd64.exe {{ switches:python-removed }}"; nothing else was '
        "changed.",
        test='As the person: "python.exe --version" in the installed folder prints Python {{ python:recommended }} '
        "and a number; "
        "pyready check names the Python in Program Files as usable.",
        not_asked=(*_NEVER, "a rule of app control"),
    ),
    RequestText(
        id="allow-signed-python",
        queue="app-control",
        cost="small",
        title="AppLocker: let the PSF's signed Python start, for virtual environments",
        says="Please let copies of the Python Software Foundation's signed Python start outside Program Files.",
        why="AppLocker stops them. A virtual environment holds such a copy, so with Python in Program Files alone "
        "packages cannot be kept apart by project.",
        change="One rule in AppLocker:\n"
        "Collection Exe, action Allow, for the group: ________\n"
        "Publisher O=PYTHON SOFTWARE FOUNDATION, L=BEAVERTON, S=OREGON, C=US; product *; every version.\n"
        "File names as Get-AppLockerFileInformation reports them for python.exe, pythonw.exe and the python.exe of a "
        "virtual environment: it reads the name inside the file, which may differ from the one on the disk.\n"
        "Before that, please look whether the last of the three has this signature. It is expected to, and was not "
        "looked at.\n"
        "Best together with Python {{ python:recommended }} in Program Files, which is a request of its own.",
        scope="The analysts' group, as a pilot first; this computer at the least.",
        patched_by="The rule needs no upkeep while the publisher signs under this name; IT's package replaces "
        "Python itself.",
        residual_risk="Beside a Python in Program Files it adds no ability: the same signed interpreter already runs "
        "whatever script it is given there. Without one, a person can keep this publisher's Python in their own "
        "folder, where inventory hardly sees it and nobody but they can renew it. Nothing else starts by this rule.",
        rollback="Delete the one rule. Its name or GUID: ________",
        test='As the person: "python.exe --version" in a new virtual environment prints a version; pyready check says '
        "that a signed Python may start.",
        not_asked=(*_NEVER, "rules for libraries (DLL)", "rules for the start files that packages bring"),
    ),
    RequestText(
        id="app-control-package",
        queue="app-control",
        cost="medium",
        title="Python {{ python:recommended }} with a named list of packages, by the managed installer",
        says="Please deliver Python together with its packages through the managed installer.",
        why="Application control blocks compiled packages, such as numpy, that pip saves in a user folder.",
        change="One package for Program Files, installed by the managed installer in the system context:\n"
        "Product: Python {{ python:recommended }}, the newest {{ python:recommended }}.x, 64-bit; publisher Python "
        "Software Foundation; PSF licence.\n"
        "Download: https://www.python.org/downloads/windows/ (python-{{ python:recommended }}.x-amd64.exe).\n"
        "SHA-256 of the package: ________\n"
        "Libraries, put in by the package itself: numpy, pandas, matplotlib and jupyterlab to start with. Only files "
        "that the managed installer writes are tagged: packages that come later are not covered.\n"
        "Detection: HKLM\\SOFTWARE\\Python\\PythonCore\\{{ python:recommended }}\\InstallPath exists (64-bit view), "
        "and the folder of the "
        "libraries has the version of the package.\n"
        "Size: about {{ room:first }}.\n"
        "No rule for a path: App Control does not accept one for a folder that people can write to, unless that "
        "protection is switched off.",
        scope="This computer, or the analysts' group as a pilot.",
        patched_by="A new version of the package replaces it, libraries included, within 14 days of each security "
        "release; Python {{ python:recommended }} has them until {{ python:until }}.",
        residual_risk="IT chooses the libraries. Python does not ask App Control about scripts: it runs any script, "
        "wherever it is installed, with the person's own rights.",
        rollback="Uninstall the package; nothing else was changed.",
        test='As the person: python.exe -c "import numpy" in the installed folder ends without a message.',
        includes=("machine-wide-python",),
        only="existing-python",
    ),
    RequestText(
        id="hosts-through-proxy",
        queue="network-proxy",
        cost="medium",
        title="Proxy: reach Python's package servers without sign-in, inspection stays on",
        says="Please let these servers through, or name one internal mirror that replaces them.",
        why="Python's packages come from them; nothing else is asked for.",
        change="Allow CONNECT, port 443, to the servers listed, and nothing more:\n"
        "No interactive sign-in for these servers: pip and conda show no sign-in page.\n"
        "Inspection may stay on. It needs its root in the machine's store of trusted roots, with critical "
        "BasicConstraints and, where one is due, an authority key identifier, and a list of withdrawn certificates "
        "that can be reached off site too.\n"
        "File types: web pages, JSON, .whl, .tar.gz, .conda and .zip. Nothing is uploaded.\n"
        "One internal mirror would do as well: one of the Python package index stands for the index and its file "
        "server, one of conda-forge for conda's.",
        scope="Analysts' devices, or the pilot group; reading only.",
        patched_by="Nothing is installed by this change.",
        residual_risk="The public index does not review packages: a mirror with a named list limits them, and "
        '"--only-binary :all:" keeps their build scripts from running. What may leave is not changed.',
        rollback="Remove the servers from the rule.",
        test='As the person: "python -m pip download --no-deps jupyterlab" ends without an error; pyready check says '
        "that pip can fetch packages.",
        not_asked=(*_NEVER, "a way past the proxy"),
    ),
    RequestText(
        id="inspection-root",
        queue="pki",
        cost="small",
        title="Inspection root certificate into the machine's store of trusted roots",
        says="Please put the authority that signs inspected traffic into this computer's trust store.",
        why="The traffic is signed by an authority that this computer does not trust, so secure connections fail.",
        change="Add one certificate to one store:\n"
        "Certificate: the authority at the end of the chain that stands under evidence. Its thumbprint: ________\n"
        "Store: trusted roots of the machine (not of one user).\n"
        "Extensions that Python {{ python:strict-since }} and later insist on: BasicConstraints marked critical and, "
        "where one is due, an "
        "authority key identifier. If one is missing, the authority has to be issued anew.\n"
        "The list of withdrawn certificates that it names should be reachable off site too.",
        scope="All devices behind the inspecting proxy.",
        patched_by="Renewed with the proxy's own certificate.",
        residual_risk="None beyond the inspection that is in place.",
        rollback="Remove the certificate, by the thumbprint above, from the store.",
        test="As the person: pyready check says that inspected traffic is trusted.",
    ),
    RequestText(
        id="inspection-certificate",
        queue="pki",
        cost="small",
        title="A copy of the inspection root certificate as a PEM file",
        says="Please send the certificate of the authority that signs inspected traffic, as a PEM file.",
        why="This computer trusts it, but an older pip keeps its own list and has to be given the file once.",
        change="Nothing on the computer: a file with the public certificate of the inspection root.",
        scope="The person who asks.",
        patched_by="A newer pip uses the computer's own list and needs the file no more.",
        residual_risk="None: the certificate is public, it holds no key.",
        rollback="Delete the file.",
        test='"python -m pip install --cert", with that file, succeeds.',
    ),
    RequestText(
        id="internal-mirror",
        queue="network-proxy",
        cost="medium",
        title="Reach the internal package mirror from this computer (HTTPS, port 443)",
        says="Please let this computer reach the organisation's own package mirror, or name one that it can use.",
        why="One mirror inside stands for many public servers; this computer does not get an answer from it.",
        change="Allow HTTPS, port 443, from this computer to the servers listed:\n"
        "No interactive sign-in. Inspection may stay on.\n"
        "If the mirror has moved, its address: ________\n"
        "What it replaces: one (Artifactory, Nexus, Azure Artifacts or the like) that passes on the Python package "
        "index replaces the index and its file server; one that passes on conda-forge replaces conda's.",
        scope="Analysts' devices, or the pilot group; reading only, nothing is uploaded.",
        patched_by="The team that runs the mirror. Packages themselves are renewed by the person who uses them.",
        residual_risk="The mirror decides which packages there are: a named list or a delay for new versions limits "
        "them further. Nothing outside is opened.",
        rollback="Remove the rule; nothing on this computer has changed.",
        test='As the person: "python -m pip download --no-deps jupyterlab" ends without an error; pyready check says '
        "that pip can fetch packages.",
    ),
    RequestText(
        id="writable-home",
        queue="service-desk",
        cost="small",
        title="Files cannot be saved in my own folder: please find out why",
        says="Please find out why I cannot save files in my own folder.",
        why="Python's environments and notebooks live there; other programs will fail there too.",
        change="The access rights, the quota or the profile of this account: IT can see which.",
        scope="This account.",
        patched_by="Nothing is installed by this change.",
        residual_risk="None.",
        rollback="None needed.",
        test="A file can be saved in the folder named under evidence; pyready check says so.",
    ),
    RequestText(
        id="persistent-folder",
        queue="vdi-image",
        cost="medium",
        title="A place that outlives sign-out for Python on this desktop",
        says="Please give this account a place that keeps what it installs: a folder, or a desktop of its own.",
        why="An analyst needs Python. What is installed in this profile is thrown away at log-off.",
        change="One of these, whichever is least work:\n"
        "In the image: Python {{ python:recommended }} (Python Software Foundation) for everybody. Name of the image: "
        "________\n"
        "A persistent desktop, or a profile container that holds the local application data.\n"
        "A folder on a local drive that outlives the session, about 10 GB. Its path: ________\n"
        "If the profile is temporary because the real one could not be loaded: its repair.",
        scope="This account, or the analysts' desktops as a pilot.",
        patched_by="In the image: with the image. In a folder of the person's: by the person, and IT removes it at the "
        "review date.",
        residual_risk="In the image none is added. A lasting folder holds what the person downloads; app control and "
        "the proxy apply to it as before.",
        rollback="Take the package out of the image, or remove the folder.",
        test="A file that was saved there is still there after signing out and in again; pyready check says that what "
        "is installed is still there tomorrow.",
    ),
)


def _filled(text: RequestText, python: str) -> RequestText:
    """The request with the facts that its placeholders name."""
    strings = {name: value for name, value in text._asdict().items() if isinstance(value, str)}
    changed: dict[str, Any] = {name: fill(value, python) for name, value in strings.items()}
    return text._replace(**changed)


@cache
def requests_for(python: str) -> dict[str, RequestText]:
    """Every request by its id, where `python` is the version to recommend; empty for the one of the table."""
    return {text.id: _filled(text, python) for text in _TEXTS}


BY_ID = requests_for("")
REQUESTS = tuple(BY_ID.values())
NAMING_PYTHON = frozenset(text.id for text in _TEXTS if "{{ python:recommended" in text.change)
"""Those that ask for a version of Python."""
COSTS: tuple[Cost, ...] = ("small", "medium", "large")
