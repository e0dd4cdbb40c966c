"""The requests to IT: what exactly is wanted, and all that decides whether it can be granted. Data.

The fields follow what a managed-desktop team needs in order to say yes in one reading (design, section 5).
Never asked: administrator rights, an antivirus exclusion, inspection or script policy off, a folder exemption.
"""

from typing import Literal, NamedTuple

Cost = Literal["small", "medium", "large"]


class RequestText(NamedTuple):
    """One request; what only the machine knows (hosts, evidence, what it opens) is added when it is made."""

    id: str
    queue: str
    cost: Cost
    says: str
    why: str
    change: str
    scope: str
    patched_by: str
    residual_risk: str
    rollback: str
    test: str


REQUESTS: tuple[RequestText, ...] = (
    RequestText(
        id="machine-wide-python",
        queue="packaging",
        cost="small",
        says="Please install Python 3.14 (Python Software Foundation) for everybody on this computer.",
        why="An analyst needs Python. In Program Files it is visible to inventory, patched by IT and needs no rights.",
        change="Publish Python 3.14 (64-bit, publisher Python Software Foundation, PSF licence, any headcount) in the "
        "software catalogue: the installer from www.python.org, run in the system context with /quiet "
        "InstallAllUsers=1, into Program Files; it is there when HKLM\\SOFTWARE\\Python\\PythonCore\\3.14\\InstallPath "
        "exists. Where app control is used, also allow the publisher Python Software Foundation, so that virtual "
        "environments of the same signed program start. Not asked: administrator rights, DLL rules, folders.",
        scope="This computer, or the analysts' group as a pilot.",
        patched_by="The catalogue package, replaced within 14 days of each security release; Python 3.14 has them "
        "until October 2030. Inventory sees it as an installed program.",
        residual_risk="Packages come from an index and are not reviewed: an internal index or a named list limits "
        "them, and --only-binary :all: keeps their build scripts from running. The publisher rule adds no new "
        "program, it lets copies of the same one start; a Python runs any script, as Excel and PowerShell do.",
        rollback="The same installer with /uninstall /quiet; delete the publisher rule.",
        test="pyready check names the Python in Program Files as usable.",
    ),
    RequestText(
        id="allow-signed-python",
        queue="app-control",
        cost="small",
        says="Please let copies of the Python Software Foundation's signed Python start outside Program Files.",
        why="AppLocker stops them. A virtual environment holds such a copy, so with Python in Program Files alone "
        "packages cannot be kept apart by project.",
        change="AppLocker, collection Exe, action Allow, for the group of your choice: publisher O=PYTHON SOFTWARE "
        "FOUNDATION, L=BEAVERTON, S=OREGON, C=US; product *; every version; file names as Get-AppLockerFileInformation "
        "reports them for python.exe, pythonw.exe and the python.exe of a virtual environment, which may differ. Best "
        "together with that Python in Program Files.",
        scope="The analysts' group, as a pilot first; this computer at the least.",
        patched_by="The rule needs no upkeep; Python itself is replaced by the catalogue package.",
        residual_risk="It adds no ability: the same signed interpreter already runs whatever script it is given from "
        "Program Files. Programs without a signature stay blocked. Not needed and not asked: the start files that "
        "packages bring (python -m does instead), rules for DLLs, rules for folders.",
        rollback="Delete the one rule.",
        test="The Python of a new virtual environment answers --version; pyready check says the same.",
    ),
    RequestText(
        id="app-control-package",
        queue="app-control",
        cost="medium",
        says="Please deliver Python together with its packages through the managed installer.",
        why="Files that a person's own pip fetches are tagged by no managed installer, so compiled packages such as "
        "numpy are stopped when they are loaded.",
        change="One package for Program Files, installed by the managed installer in the system context: Python 3.14 "
        "(publisher Python Software Foundation) with a named list of libraries (numpy, pandas, matplotlib and "
        "jupyterlab to start with) already in it. No rule for a path and no exemption.",
        scope="This computer, or the analysts' group as a pilot.",
        patched_by="A new version of the package replaces it, libraries included, at each security release.",
        residual_risk="The libraries are the ones IT chose. Python is no host that asks App Control about scripts: it "
        "runs any script once it may start, as it does wherever it is installed.",
        rollback="Uninstall the package.",
        test='python -c "import numpy" ends without a message.',
    ),
    RequestText(
        id="hosts-through-proxy",
        queue="network-proxy",
        cost="medium",
        says="Please let these servers through, or name one internal mirror that replaces them.",
        why="Python's packages come from them; nothing else is asked for.",
        change="Allow CONNECT to the servers listed, port 443, without an interactive sign-in. Inspection may stay on. "
        "Files are web pages, .whl, .tar.gz, .conda and .zip of up to about 200 MB, fetched when something is "
        "installed. One internal mirror would do as well: it stands for the index, its file server and conda-forge.",
        scope="Analysts' devices, or the pilot group; reading only, nothing is uploaded.",
        patched_by="Nothing is installed by this change.",
        residual_risk="Packages are not reviewed by the public index: a mirror with a named list limits them.",
        rollback="Remove the servers from the rule.",
        test="pyready check says that pip can fetch packages.",
    ),
    RequestText(
        id="inspection-root",
        queue="pki",
        cost="small",
        says="Please put the authority that signs inspected traffic into this computer's trust store.",
        why="The traffic is signed by an authority that this computer does not trust, so secure connections fail.",
        change="Add the inspection root to the trusted roots of the machine (not of one user), with critical "
        "BasicConstraints and an authority key identifier, which Python 3.13 and later insist on. The list of "
        "withdrawn certificates that it names should be reachable off site too.",
        scope="All devices behind the inspecting proxy.",
        patched_by="Renewed with the proxy's own certificate.",
        residual_risk="None beyond the inspection that is in place.",
        rollback="Remove the certificate from the store.",
        test="pyready check says that inspected traffic is trusted.",
    ),
    RequestText(
        id="inspection-certificate",
        queue="pki",
        cost="small",
        says="Please send the certificate of the authority that signs inspected traffic, as a PEM file.",
        why="This computer trusts it, but an older pip keeps its own list and has to be given the file once.",
        change="Nothing on the computer: a file with the public certificate of the inspection root.",
        scope="The person who asks.",
        patched_by="A newer pip uses the computer's own list and needs the file no more.",
        residual_risk="None: the certificate is public, it holds no key.",
        rollback="Delete the file.",
        test="python -m pip install --cert with that file succeeds.",
    ),
    RequestText(
        id="internal-mirror",
        queue="network-proxy",
        cost="medium",
        says="Please let this computer reach the organisation's own package mirror, or name one that it can use.",
        why="One mirror inside stands for many public servers; this computer does not get an answer from it.",
        change="Allow HTTPS, port 443, from this computer to the servers listed, without an interactive sign-in, and "
        "give its address if it has moved. A mirror (Artifactory, Nexus, Azure Artifacts or the like) that passes on "
        "the Python package index replaces the index and its file server; one that passes on conda-forge replaces "
        "conda's. Inspection may stay on.",
        scope="Analysts' devices, or the pilot group; reading only, nothing is uploaded.",
        patched_by="The team that runs the mirror. Packages themselves are renewed by the person who uses them.",
        residual_risk="The mirror decides which packages there are: a named list or a delay for new versions limits "
        "them further. Nothing outside is opened.",
        rollback="Remove the rule; nothing on this computer has changed.",
        test="pyready check says that pip can fetch packages.",
    ),
    RequestText(
        id="writable-home",
        queue="service-desk",
        cost="small",
        says="Please find out why I cannot save files in my own folder.",
        why="Python's environments and notebooks live there; other programs will fail there too.",
        change="The access rights, the quota or the profile of this account: IT can see which.",
        scope="This account.",
        patched_by="Nothing is installed by this change.",
        residual_risk="None.",
        rollback="None needed.",
        test="pyready check says that you may save files in your own folder.",
    ),
    RequestText(
        id="persistent-folder",
        queue="vdi-image",
        cost="medium",
        says="Please give this account a place that keeps what it installs: a folder, or a desktop of its own.",
        why="An analyst needs Python. What is installed in this profile is thrown away at log-off.",
        change="One of: Python 3.14 (Python Software Foundation) for everybody in the image; a persistent desktop; a "
        "profile container that holds the local application data; or a folder on a local drive that outlives the "
        "session, about 10 GB. If the profile is temporary because the real one could not be loaded, its repair.",
        scope="This account, or the analysts' desktops as a pilot.",
        patched_by="In the image: with the image. In a folder of the person's: by the person, and IT removes it at the "
        "review date.",
        residual_risk="In the image none is added. A lasting folder holds what the person downloads; app control and "
        "the proxy apply to it as before.",
        rollback="Take the package out of the image, or remove the folder.",
        test="pyready check says that what is installed is still there tomorrow.",
    ),
)

BY_ID = {request.id: request for request in REQUESTS}
COSTS: tuple[Cost, ...] = ("small", "medium", "large")
