"""Run by the standard user's own Python: starts an unsigned program twice and writes down what Windows answered.

Arguments: the program below Program Files, and the file for the answer. It is copied into a folder of the user's own.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path


def started(program: Path) -> dict[str, int | None]:
    """Its error number (0: it ran), and the exit code."""
    try:
        return {"error": 0, "code": subprocess.call([str(program)], timeout=30)}
    except OSError as error:
        return {"error": getattr(error, "winerror", None) or error.errno or -1, "code": None}
    except subprocess.TimeoutExpired:
        return {"error": 0, "code": None}


def main(program: Path, out: Path) -> None:
    """Both places, in the words of pyready's own questions."""
    own = Path(os.environ["LOCALAPPDATA"]) / "Programs" / "pyready-native-tests" / "unsigned.exe"
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(program, own)
    answers = {"user-folder": started(own), "program-files": started(program)}
    out.write_text(json.dumps(answers), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
