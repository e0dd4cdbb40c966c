"""In the place of PyInstaller's own hook, which looks for all 600 lexers and styles, and reads each of them.

rich asks Pygments for the lexer of a code block by name; pyready's guides name none that would be worth 4 MB.
"""

hiddenimports = [
    "pygments.lexers._mapping",
    "pygments.styles._mapping",
    "pygments.styles.default",
    "pygments.styles.monokai",
    "pygments.formatters._mapping",
]
