"""What a person is told about a trial, in one sentence, while the report says the rest."""

from pyready.model.facts import Trial

# shown when nothing was tried; the reason follows
_NOT_TRIED = "--try-run did not start its test program: {why}"
# shown as that reason
WHY = {
    "no-route": "pyready recommends no option that it could test. --route ID names one.",
    "route-starts-nothing": "the option {route} starts no new program from your user folder. --route ID names another.",
    "answered": "pyready knows without it whether a program can start from your user folder.",
    "audited": "IT records programs from your user folder (audit mode). It would start, and make an entry in a log.",
    "agent": "a product allows only approved programs on this computer, and each test would alarm IT.",
    "not-known": "pyready could not read what decides about programs, so a test might alarm IT.",
    "shared": "several people probably use this computer.",
    "folder": "your folder for programs does not exist.",
    "not-local": "your folder for programs might not be on a drive of this computer.",
    "synchronised": "OneDrive synchronises your folder for programs.",
    "temporary": "your folder for programs is one for temporary files.",
    "not-writable": "you cannot save files in your folder for programs.",
}
# shown when it was tried: what came of it
CAME_OF_IT = {
    "started": "The test program of --try-run started and ended as it should.",
    "refused": "The system refused the test program of --try-run with error {error}. pyready tries nothing else.",
    "not-written": "pyready could not save the test program of --try-run (error {error}), so it did not start it.",
    "in-the-way": "A file with the name of the test program is in your folder for programs, so pyready tried nothing.",
    "gone": "The test program of --try-run was gone before it could start.",
    "ended-otherwise": "The test program of --try-run started, and something ended it (code {exit_code}).",
    "no-end": "The test program of --try-run started and did not end by itself, so pyready ended it.",
    "no-program": "On Windows only pyready.exe has the test program of --try-run. This installation does not have it.",
}
# shown after these when the test program is still there
_LEFT = "{says} pyready could not remove it: delete the file pyready-trial in your folder for programs."


def told(trial: Trial) -> str:
    """One sentence or two."""
    if trial.outcome == "not-tried":
        return _NOT_TRIED.format(why=WHY[trial.why].format(route=trial.route))
    says = CAME_OF_IT[trial.outcome].format(error=trial.error, exit_code=trial.exit_code)
    return _LEFT.format(says=says) if trial.removed is False else says
