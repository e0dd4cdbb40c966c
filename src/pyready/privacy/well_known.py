r"""Names that say nothing about a person or an organisation when they stand alone.

A person may be called `python` or a domain `LOCAL`. Taking such a word out of every sentence would spoil the report,
and finding it in our own vocabulary would stop the report altogether. So these, and names under four letters, count
only where the context shows that a name is meant: in a path, before `@`, beside `\\`, as a host.
"""

_ACCOUNTS = """
    root admin administrator administrators administrateur guest user users system owner everyone person people member
    default public shared local local-admin localadmin service network nobody daemon trustedinstaller operator
    defaultuser0 localsystem localservice networkservice systemprofile
    wdagutilityaccount builtin authority staff student staff-user office reception temp temporary test tester testuser
"""
"""Accounts that many machines have; some also stand in Windows' own paths."""

_BUILDERS = """
    vagrant runner runneradmin runner-admin jenkins build builder buildbot ci circleci gitlab-runner travis docker
    container vscode codespace codespaces jovyan developer devel
"""
"""Accounts of build machines and containers."""

_SYSTEMS = """
    windows linux macos darwin ubuntu debian fedora redhat rhel centos alpine arch opensuse suse mint raspberrypi
    apple microsoft desktop laptop workstation server client computer machine notebook tablet
    macbook macbook-pro macbook-air imac
"""
"""Products and kinds of machine: they are computer names on many home machines, and facts about every machine."""

_TOOLS = """
    python python3 pythoncore pypi pip conda mamba micromamba miniforge miniconda anaconda anaconda3 pyenv pyready uv
    pipx poetry jupyter spyder code git github gitlab winget store chocolatey scoop homebrew linuxbrew brew
    powershell bash applocker intune citrix requests certifi truststore
"""
"""What the report is about."""

_VOCABULARY = """
    open closed unsure passed problem unknown certain likely blocker limit note policy observed trial inferred
    nobody elsewhere local missing denied malformed timed-out not-set reached stopped proxy proxies sign-in refused
    reset unreachable handshake request registry variable file folder drive space path home profile profiles desktop
    downloads documents program programs files appdata roaming software hardware current version setup install
    installer installers installed manager managed management management-agent catalogue browser hosted package
    packages channel channels index mirror simple library libraries script scripts scripting data tools venv create
    upgrade update settings config configuration certificate certificates editor editors rights storage identity
    site guide check checks route routes fact facts state value source kind name names text html json markdown
    true false none null yes unverified full limited high medium small large low basic negotiate kerberos ntlm
    digest http https socks direct host hosts gateway router online offline internet remote work other another
    clinic hospital health trust team support help helpdesk service-desk
"""
"""Words of our own vocabulary, which stand in public fields of every report."""

_PLACES = """
    localhost localdomain workgroup mshome lan intranet internal corp corporate domain example invalid
    home.arpa local.lan azuread
    nhs nhs.net nhs.uk nhs.scot nhs.wales wales.nhs.uk england.nhs.uk nhs-england hscni.net hscni gov.uk ac.uk
    outlook.com hotmail.com gmail.com googlemail.com icloud.com live.com live.co.uk onmicrosoft.com sharepoint.com
    microsoftonline.com microsoft.com github.com
"""
"""Domains that belong to nobody in particular, or to so many that they point at no organisation."""

_SYSTEM_FOLDERS = """
    bin sbin lib lib64 usr var tmp opt etc www empty nonexistent games spool cache run dev
"""

SYSTEM_FOLDERS = frozenset(_SYSTEM_FOLDERS.split())
"""Last parts of home folders that some system accounts have: `/usr/sbin` must not be taken for a name."""

_PHRASES = frozenset({"all users", "default user", "nhs england", "nhs digital", "ubuntu user", "live user"})

WELL_KNOWN = (
    _PHRASES | SYSTEM_FOLDERS | set(f"{_ACCOUNTS} {_BUILDERS} {_SYSTEMS} {_TOOLS} {_VOCABULARY} {_PLACES}".split())
)

_BESIDE_PROFILES = """
    public default shared linuxbrew lost+found defaultapppool desktop.ini
"""

NOT_PEOPLE = frozenset({"all users", "default user", *_BESIDE_PROFILES.split()})
"""Folders beside the profile folders that belong to nobody."""

_SHORT_NAMES = """
    progra docume locals micros common applic tempor window system packag public defaul alluse adminis
"""

SHORT_NAMES = frozenset(_SHORT_NAMES.split())
r"""Starts of 8.3 names that Windows' own folders have: `PROGRA~1` is `Program Files`, even for `programmer`."""


def is_telling(name: str) -> bool:
    """True when a name standing alone points at somebody; False when it needs a context."""
    letters = sum(char.isalnum() for char in name)
    return letters >= (6 if name.isdecimal() else 4) and name.casefold() not in WELL_KNOWN
