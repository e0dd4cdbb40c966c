"""What app control would let run: AppLocker, App Control, and what else may stop a program. Nothing is started."""

from pyready.knowledge import agents, elevation
from pyready.model.control_facts import Answer, AppControl, CollectionSeen, Restriction
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.probe import Probe, file, folder, registry, system, variable
from pyready.probes import _control_readings as other
from pyready.probes.machine import MachineFacts

__all__ = ["PROBE", "Answer", "AppControl", "CollectionSeen", "Restriction", "collect"]


def collect(host: Host, facts: Facts) -> AppControl:
    """Read what is set, then answer each question; the rules themselves are left behind."""
    from pyready.probes._control_answers import answered

    return answered(host, facts)


_VARIABLES = (*other.VARIABLES, "PROCESSOR_ARCHITEW6432")
_RULES = "AppLocker's rules: pyready applies them and does not keep them"
_DOWNLOADED = "whether you can install downloaded programs, and continue after a warning about unknown ones"
_DEFENDER = "which of Defender's rules affect Python, and whether it guards your documents"
PROBE = Probe(
    id="app-control",
    fact=AppControl,
    collect=collect,
    about="which programs this computer allows",
    after=(MachineFacts,),
    reads=(
        registry(f"{other.SRP}*", _RULES, each=False),
        folder(f"{{SystemRoot}}\\{other.MDM}*", _RULES, each=False),
        file(f"{{SystemRoot}}\\{other.MDM}*", _RULES, each=False),
        folder(f"{{SystemRoot}}\\{other.MDM.replace('System32', 'Sysnative')}*", _RULES, each=False),
        file(f"{{SystemRoot}}\\{other.MDM.replace('System32', 'Sysnative')}*", _RULES, each=False),
        system("groups", "which rules are about your account; the groups are not kept"),
        system(f"service {other.APPLOCKER_SERVICE}", "whether AppLocker is enforced"),
        system("code integrity", "whether App Control checks programs"),
        system("script lockdown", "whether App Control limits PowerShell, which is not started"),
        system("interpreter", "whether pyready.exe was started from a folder of yours, where rules are not known"),
        file("{folder of pyready}\\*.exe", "where links in its path lead, its drive, and whether somebody signed it"),
        registry(other.CI, "Smart App Control and S mode"),
        *(
            registry(
                f"{root}\\{other.SAFER}*",
                "the older Software Restriction Policies: pyready applies them and does not keep them",
                each=False,
            )
            for root in ("HKLM", "HKCU")
        ),
        registry(rf"{other.GUARD}\ASR", _DEFENDER),
        registry(rf"{other.GUARD}\ASR\Rules", _DEFENDER),
        registry(rf"{other.LOCAL_GUARD}\ASR\Rules", _DEFENDER),
        registry(rf"{other.GUARD}\Controlled Folder Access", _DEFENDER),
        registry(rf"{other.LOCAL_GUARD}\Controlled Folder Access", _DEFENDER),
        registry(other.DEFENDER_MDM, _DEFENDER),
        registry(rf"{other.CSP}\Defender", _DEFENDER),
        registry(rf"{other.CSP}\SmartScreen", _DOWNLOADED),
        registry(other.SMART_SCREEN, _DOWNLOADED),
        *(
            registry(f"{root}\\{other.REMOVABLE}{below}", "whether programs can start from removable drives")
            for root in ("HKLM", "HKCU")
            for below in ("", f"\\{other.DISKS}")
        ),
        registry(other.SHELL, "whether you can continue after a warning about an unknown program"),
        *(
            system(f"service {each.service}", f"whether {each.product} decides which programs run")
            for each in agents.known().agent
        ),
        *(
            system(f"service {each.service}", f"whether {each.name} is here, which can also block programs")
            for each in elevation.also_block()
        ),
        *(
            file(each.folder, f"whether {each.name} is here, which can also block programs")
            for each in elevation.also_block()
        ),
        *(variable(name, "your folders and those of programs, as rules name them") for name in _VARIABLES),
        *(
            file(f"{{{name}}}", "where links in its path lead, and its drive")
            for name in ("USERPROFILE", "LOCALAPPDATA", "APPDATA", "TEMP", "ProgramFiles", "SystemRoot")
        ),
    ),
    platforms=("windows",),
    seen_on=("windows",),
)
