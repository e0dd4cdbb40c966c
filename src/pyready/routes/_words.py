"""What several routes say: the signs that a step worked, and what to do where one is blocked."""

# shown when a line that worked says nothing
WORKED = "Nothing appears: it worked."
# shown when a folder is made on Windows: PowerShell names it, Command Prompt says nothing
NO_ERROR = "no error message. If the folder exists already, go on."
# shown when a window of Explorer opens
OPEN_FOLDER = "Open that folder."
EMPTY_FOLDER = "a window with an empty folder."
# shown when a browser downloads a file, or curl does
DOWNLOADED_TO = "the file in your Downloads folder."
DOWNLOADED_BY_CURL = "a last line that starts with 100."
# shown when a zip file is unpacked
UNPACKED_PYTHON = "python.exe among the files."
# shown after what one should see of a program that starts for the first time
IF_BLOCKED = " If Windows blocks it, stop. Run: pyready guide ask-it"
# shown when a setting lasts as long as its window
KEEP_OPEN = " Keep this window open to the end."
# shown when a Python is started for the first time
CHECK = "Check that Python {version} starts."
NUMBER = "Python {version} and a third number."
# shown with a line of pip, uv or conda
BY_PIP = "Successfully installed, in a line near the end."
MADE_BY_UV = "a line that starts with: Creating virtual environment"
BY_UV = "a list of packages, each with a plus sign in front."
MADE_BY_CONDA = "a list of packages, then no error."
BY_CONDA = "a longer list of packages, then no error."
# shown in the cell of a notebook
TWO = "2"
