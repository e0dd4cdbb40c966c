"""What an organisation has agreed to or offers, which no setting of a computer tells."""

from pyready.knowledge.licences import licence
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.excel import BLOCKED, Excel
from pyready.probes.site import Site

# shown when the site profile says so
_HAS_LICENCE = "Your organisation says that it has a licence for Anaconda."
# shown when it does not
_NO_LICENCE = (
    "Anaconda needs a paid licence in organisations of {staff} or more staff. pyready knows of no licence for yours."
)
_MINIFORGE = "Miniforge is free, with the same conda and the packages of conda-forge."
# shown always: no setting of a computer says it
_HOSTED_NOT_KNOWN = "pyready cannot tell whether your organisation has Python on a server for you."
_ASK_DATA_TEAM = "Ask your data team for Python on a server, and for which data you can use it."
# shown when a policy blocks Python in Excel
_EXCEL_BLOCKED = "Your organisation blocks Python in Excel."
_ASK_EXCEL = "Say whether you can use Python in Excel."
# shown when none does: the licence is not seen
_EXCEL_NOT_KNOWN = "pyready cannot tell whether your Excel has Python, because it cannot see your licence."
_ASK_EXCEL_AND_DATA = (
    "Ask IT whether you have Python in Excel. Ask your information governance team for which data you can use it."
)


def anaconda_licence_held(facts: Facts) -> Outcome:
    """Passed only where the organisation's own profile says so: a trust is larger than the free size."""
    site = facts[Site]
    if site.profile and site.profile.conda.anaconda_licence:
        because = Evidence("conda.anaconda_licence", "true", "site profile", "policy")
        return passed(_HAS_LICENCE, because)
    terms = licence("anaconda")
    fix = Fix("nobody", _MINIFORGE, guide="anaconda-licence")
    because = Evidence("Anaconda's terms", f"{terms.staff} staff", terms.source, "inferred")
    return problem(_NO_LICENCE.format(staff=terms.staff), fix, because).rests_on(terms)


def hosted_offered(facts: Facts) -> Outcome:
    """Whether there is a hosted Python for this person, only people can say."""
    del facts
    return unknown(_HOSTED_NOT_KNOWN, settles=_ASK_DATA_TEAM)


def python_in_excel_offered(facts: Facts) -> Outcome:
    """Policy can block it; whether the licence has it and the data may go there, only people can say."""
    excel = facts.get(Excel)
    if excel and excel.python.value == BLOCKED:
        fix = Fix("it", _ASK_EXCEL, guide="python-in-excel")
        policy = Evidence("PythonFunctionWarnings", str(BLOCKED), excel.python.source, "policy")
        return problem(_EXCEL_BLOCKED, fix, policy)
    return unknown(_EXCEL_NOT_KNOWN, settles=_ASK_EXCEL_AND_DATA)


CHECKS = (
    Check(
        "anaconda-licence-held",
        "Does your organisation have a licence for Anaconda?",
        "blocker",
        anaconda_licence_held,
        "anaconda-licence",
        personal=False,
    ),
    Check(
        "hosted-offered",
        "Does your organisation have Python on a server for you?",
        "blocker",
        hosted_offered,
        "hosted",
        personal=False,
    ),
    Check(
        "python-in-excel-offered",
        "Do you have Python in Excel, and for which data?",
        "blocker",
        python_in_excel_offered,
        "python-in-excel",
    ),
)
