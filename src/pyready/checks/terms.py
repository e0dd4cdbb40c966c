"""What an organisation has agreed to or offers, which no setting of a computer tells."""

from pyready.knowledge.licences import licence
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.excel import BLOCKED, Excel
from pyready.probes.site import Site


def anaconda_licence_held(facts: Facts) -> Outcome:
    """Passed only where the organisation's own profile says so: a trust is larger than the free size."""
    site = facts[Site]
    if site.profile and site.profile.conda.anaconda_licence:
        because = Evidence("conda.anaconda_licence", "true", "site profile", "policy")
        return passed("Your organisation says that it holds a licence for Anaconda.", because)
    terms = licence("anaconda")
    says = (
        f"Anaconda needs a paid licence in organisations of {terms.staff} or more staff, and no licence is known here. "
        "Miniforge is the free equivalent."
    )
    fix = Fix("nobody", "Use Miniforge: the same conda, with the packages of conda-forge.", guide="anaconda-licence")
    because = Evidence("Anaconda's terms", f"{terms.staff} staff", terms.source, "inferred")
    return problem(says, fix, because).rests_on(terms)


def hosted_offered(facts: Facts) -> Outcome:
    """Whether there is a hosted Python for this person, only people can say."""
    del facts
    return unknown(
        "pyready cannot tell whether your organisation has one for you.",
        settles="Ask your data or analytics team which place for Python they have, and for which data.",
    )


def python_in_excel_offered(facts: Facts) -> Outcome:
    """Policy can block it; whether the licence has it and the data may go there, only people can say."""
    excel = facts.get(Excel)
    if excel and excel.python.value == BLOCKED:
        fix = Fix("it", "Ask IT whether you can use Python in Excel.", guide="python-in-excel")
        policy = Evidence("PythonFunctionWarnings", str(BLOCKED), excel.python.source, "policy")
        return problem("Your organisation blocks Python in Excel.", fix, policy)
    return unknown(
        "pyready cannot tell whether your Excel has Python.",
        settles="Ask IT whether you have Python in Excel, and information governance for which data.",
    )


CHECKS = (
    Check(
        "anaconda-licence-held",
        "Does your organisation hold a licence for Anaconda?",
        "blocker",
        anaconda_licence_held,
        "anaconda-licence",
        personal=False,
    ),
    Check(
        "hosted-offered",
        "Is there a Python on a server of your organisation for you?",
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
