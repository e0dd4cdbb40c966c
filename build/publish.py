"""Publishes what `release.py finish` put together, by GitHub's own program (gh): `publish.py OUT TAG`.

First a draft, then its files, then a look whether they are all there, and then it is published: nobody ever meets a
release without its files, and where releases cannot be changed once they are out, none has to be. One that was stopped
on the way is gone on with; one that is out is left alone.

GH_REPO names the repository, GH_TOKEN lets gh in, and PYREADY_ATTESTED is set where GitHub holds the provenance.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import release


def gh(*arguments: str | Path) -> str:
    """Run gh and return what it printed; Refused with its last words when it fails."""
    command = ["gh", "release", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise release.Refused(f"gh release {arguments[0]}: {done.stderr.strip()[-1000:]}")
    return done.stdout


def is_draft(tag: str) -> bool | None:
    """Whether the tag's release is still a draft; None where there is none."""
    try:
        return bool(json.loads(gh("view", tag, "--json", "isDraft"))["isDraft"])
    except release.Refused as problem:
        if "release not found" in str(problem):
            return None
        raise


def missing(out: Path, tag: str) -> list[str]:
    """The names of files that the release does not hold, or holds in another size."""
    held = {each["name"]: each["size"] for each in json.loads(gh("view", tag, "--json", "assets"))["assets"]}
    return sorted(path.name for path in out.iterdir() if held.get(path.name) != path.stat().st_size)


def publish(out: Path, tag: str, repository: str, *, attested: bool) -> str:
    """The whole of it; returns what to print. Raises Refused."""
    draft = is_draft(tag)
    if draft is False:
        raise release.Refused(f"{tag} is published already: a published release is not changed")
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder, "notes.md")
        notes.write_text(release.notes(out, repository, attested=attested), "utf-8")
        words = ("--title", release.title(out), "--notes-file", notes)
        if draft is None:
            gh("create", tag, "--draft", "--verify-tag", *words)
        gh("upload", tag, "--clobber", *sorted(out.iterdir()))
        if absent := missing(out, tag):
            raise release.Refused(f"the draft of {tag} does not hold: {', '.join(absent)}")
        gh("edit", tag, "--draft=false", "--verify-tag", *words)
    return f"published {release.title(out)}"


def main() -> int:
    """Exit with 1 and one sentence when it is not published."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the folder that `release.py finish` made")
    parser.add_argument("tag")
    asked = parser.parse_args()
    attested = os.environ.get("PYREADY_ATTESTED") == "true"
    try:
        print(publish(asked.out, asked.tag, os.environ["GH_REPO"], attested=attested))
    except release.Refused as problem:
        print(f"build/publish.py: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
