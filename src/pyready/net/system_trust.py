"""truststore, imported without a program being started for it.

When it is imported it asks `platform.system()`. For that, Python 3.11 on Windows starts `cmd /c ver` (`win32_ver` in
Lib/platform.py of 3.11.9, read and seen 2026-11-29); a newer one asks WMI first. Here the answer is known.
"""

import platform
import sys

if sys.platform == "win32":
    _asked = platform.system
    platform.system = lambda: "Windows"
    try:
        import truststore
    finally:
        platform.system = _asked
else:
    import truststore

__all__ = ["truststore"]
