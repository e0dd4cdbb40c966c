"""What is known about app control: answers, never the rules themselves.

A report must not be a map of where code may run, so a rule leaves the probe only as the id of the one that decided.
"""

import msgspec

from pyready.model.host import Reading, Service
from pyready.model.privacy_classes import PathText, Public


class Answer(msgspec.Struct, frozen=True):
    """May a program of this kind start from a place of this kind?

    `program`: `signed-python` (publisher Python Software Foundation), `unsigned-program`, `installer`, `module` (a
    compiled package), `user-site-module` (one that pip installs for the account), `batch-file`,
    `powershell-script`, `msi-file`, `packaged-app`. `place`: `user-folder`, `downloads`, `temp-folder`,
    `program-files`, `windows-apps`. A `powershell-script` that is `blocked` still runs, with fewer words.
    """

    program: Public
    """The kind of program."""
    place: Public
    """The kind of place."""
    outcome: Public
    """`allowed`, `blocked`, `audited` (it runs, and IT sees an entry) or `not-known`."""
    by: Public = "none"
    """Who decides: `none`, `applocker`, `app-control`, `smart-app-control`, `s-mode`, `software-restriction`,
    `attack-surface`, `smart-screen`, `app-install-control`, `agent`."""
    mode: Public = ""
    """`enforced`, `audit`, `warn` (the person may let it through), `none` or `not-known`; empty where it does not
    matter or differs."""
    rule: Public = ""
    """The GUID of the rule that decided; empty where none did by itself."""
    source: PathText = ""
    """The policy that decides; empty where none does."""
    why: tuple[Public, ...] = ()
    """What decided, or what kept it from being known, as kebab-case words."""


class CollectionSeen(msgspec.Struct, frozen=True):
    """One set of AppLocker rules. `source` is `group-policy` or `device-management`."""

    source: Public
    """Where it is from."""
    collection: Public
    """`exe`, `dll`, `script`, `msi`, `appx`; or `all` when the source could not be listed."""
    mode: Public
    """`enforced`, `audit`, `not-set` (which enforces) or `not-known`."""
    rules: int
    """How many rules it holds."""
    unread: bool = False
    """Some of it could not be read."""


class Restriction(msgspec.Struct, frozen=True):
    """Software Restriction Policies in one place; whether Windows 11 22H2 and later obey them is not known."""

    default: Reading[int]
    """`DefaultLevel`: 262144 lets everything run that no rule names."""
    denies: Reading[bool]
    """Whether there are rules that forbid."""


class DefenderRule(msgspec.Struct, frozen=True):
    """A rule of attack surface reduction in each place where it can be set: 0 off, 1 block, 2 audit, 6 warn."""

    id: Public
    """The rule's GUID."""
    places: tuple[Reading[int], ...]
    """Its value in each place."""


class AppControl(msgspec.Struct, frozen=True):
    """The answers, and the readings they come from."""

    answers: tuple[Answer, ...]
    """One for each kind of program and place."""
    applocker: tuple[CollectionSeen, ...]
    """The sets that hold rules, or may hold some; empty when there are none."""
    service: Reading[Service]
    """AppIDSvc, which enforces AppLocker."""
    code_integrity: Reading[int]
    """The kernel's bits: 4 user-mode programs are judged, 8 only watched."""
    smart_app_control: Reading[int]
    """`VerifiedAndReputablePolicyState`: 1 on, 2 trying itself out, 0 off."""
    s_mode: Reading[int]
    """`SkuPolicyRequired`: 1 is Windows in S mode, which runs apps of the Store only."""
    software_restriction: tuple[Restriction, ...] = ()
    """Of the computer, then of the person; empty where not looked at."""
    prevalence_rule: tuple[Reading[int], ...] = ()
    """The rule against rare programs, in each place: 0 off, 1 block, 2 audit, 6 warn."""
    controlled_folders: tuple[Reading[int], ...] = ()
    """`EnableControlledFolderAccess`: by group policy, by device management, on this computer; 0 off, 1 block, 2
    audit."""
    smart_screen_blocks: tuple[Reading[bool], ...] = ()
    """Whether a warning about an unknown program cannot be passed over, by each kind of policy."""
    app_install_control: tuple[Reading[bool], ...] = ()
    """Whether apps may come from the Store only, by each kind of policy."""
    agents: tuple[Public, ...] = ()
    """Products, told by their services, that let only approved programs run."""
    agents_unread: bool = False
    """Whether such a product is here could not be read for each of them."""
    two_roles: tuple[Public, ...] = ()
    """Products by which IT gives programs more rights, and which can also block programs."""
    attack_surface: tuple[DefenderRule, ...] = ()
    """The rules that may meet Python; empty where they were not looked at."""
    removable_drives: tuple[Reading[int], ...] = ()
    """1 forbids all use, starting programs or reading, for the machine and for the person; empty: not looked at."""
    script_lockdown: Reading[int] = Reading("missing")
    """What App Control asks of PowerShell: 8 it watches, else 4 it limits scripts. Nothing about programs."""
    started_from: Public = ""
    """`downloads` or `user-folder`: from there pyready.exe was started, which nobody signed and no rule names. Empty:
    from elsewhere, or its start says nothing of other programs."""
    restrictions_obeyed: bool | None = None
    """Whether this Windows obeys Software Restriction Policies; None means not known. False: in older reports only."""
    python: Public = ""
    """The version of Python that the answers are about; empty: the one of the table."""

    def answer(self, program: str, place: str) -> Answer:
        """The answer to one question; not known where it was not asked."""
        found = (each for each in self.answers if (each.program, each.place) == (program, place))
        return next(found, Answer(program, place, "not-known", why=("not-asked",)))


class FoundPython(msgspec.Struct, frozen=True):
    """What app control says of one Python that is here, where it really is."""

    number: int
    """Its place in `Pythons.found`, counted from 0."""
    starts: Answer
    """It itself."""
    loads: Answer
    """The library beside it, without which it does not start."""
    environment: Answer
    """The copy of it in a virtual environment in the home folder."""
    packages: Answer | None = None
    """A compiled package that was installed with it; None where none was seen."""


class UserSite(msgspec.Struct, frozen=True):
    """A compiled package that pip installs for the account with one Python that is here."""

    number: int
    """Its place in `Pythons.found`, counted from 0."""
    loads: Answer
    """The package."""


class FoundControl(msgspec.Struct, frozen=True):
    """The Pythons that were found and could be asked about."""

    pythons: tuple[FoundPython, ...]
    """Each that could be asked about."""
    user_sites: tuple[UserSite, ...] = ()
    """Also those of the Store."""
    moved: tuple[Answer, ...] | None = None
    """What is said of the programs of the routes where the steps put them elsewhere than usual: in the folder of the
    site profile, or a project beside the programs. None where they are where they usually are."""
    python: Public = ""
    """The version of Python that `moved` is about; empty: the one of the table."""

    def of(self, number: int) -> FoundPython | None:
        """The answers for one of `Pythons.found`."""
        return next((each for each in self.pythons if each.number == number), None)

    def answer(self, program: str, place: str) -> Answer | None:
        """What is said of a program that is put elsewhere than usual; None where it is not."""
        found = (each for each in self.moved or () if (each.program, each.place) == (program, place))
        return next(found, None)

    def user_site(self, number: int) -> Answer | None:
        """What is said of packages for the account of one of `Pythons.found`."""
        return next((each.loads for each in self.user_sites if each.number == number), None)
