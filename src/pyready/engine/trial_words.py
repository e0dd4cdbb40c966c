"""What a person is told about a trial, in one sentence, while the report says the rest."""

from pyready.model.facts import Trial

WHY = {
    "no-route": "no route to Python is recommended here that it could be tried for; --route names one.",
    "route-starts-nothing": "the route {route} starts no new program from your own folder; --route names another.",
    "answered": "whether a program may start from your own folder is known without it.",
    "audited": "IT watches programs from your own folder; it would start, and make an entry in a log.",
    "agent": "a program that lets only approved programs run is here, and each try would be an alarm for IT.",
    "not-known": "what decides about programs could not be read, so whether it would make an alarm is not known.",
    "shared": "this is a shared computer.",
    "folder": "your own folder for programs is not there.",
    "not-local": "your own folder for programs is not known to be on a drive of this computer.",
    "synchronised": "your own folder for programs is synchronised by OneDrive.",
    "temporary": "your own folder for programs is one for temporary files.",
    "not-writable": "you may not save files in your own folder for programs.",
}
"""For each reason not to try."""
CAME_OF_IT = {
    "started": "The test program of --try-run started and ended as it should.",
    "refused": "The test program of --try-run was refused with error {error}; nothing else is tried.",
    "not-written": "The test program of --try-run could not be written (error {error}), so it was not started.",
    "in-the-way": "A file with the name of the test program is in your own folder: nothing was tried.",
    "gone": "The test program of --try-run was gone before it could start.",
    "ended-otherwise": "The test program of --try-run started, and something ended it (code {exit_code}).",
    "no-end": "The test program of --try-run started and did not end by itself, so it was ended.",
    "no-program": "On Windows only pyready.exe has the test program of --try-run; this installation has none.",
}
"""For each outcome."""
LEFT = " It could not be removed: delete the file pyready-trial in your own folder for programs yourself."


def told(trial: Trial) -> str:
    """One sentence or two."""
    if trial.outcome == "not-tried":
        return f"The test program of --try-run was not started: {WHY[trial.why].format(route=trial.route)}"
    says = CAME_OF_IT[trial.outcome].format(error=trial.error, exit_code=trial.exit_code)
    return says + (LEFT if trial.removed is False else "")
