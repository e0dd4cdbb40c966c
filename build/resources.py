"""What Windows reads about pyready.exe before it starts it: the version resource and the manifest."""

from typing import Any

import product

ENGLISH_UK, UNICODE = 0x0809, 1200

# asInvoker: it never asks for rights. Without the GUID of Windows 10 and 11, Windows tells it an older version.
MANIFEST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    </windowsSettings>
  </application>
</assembly>
"""


def strings(*, test_build: bool) -> dict[str, str]:
    """The texts of the version resource. Publisher rules name product and file, so these never change."""
    texts = {
        "CompanyName": product.COMPANY,
        "FileDescription": product.ABOUT,
        "FileVersion": product.version(),
        "InternalName": product.PRODUCT,
        "LegalCopyright": f"Copyright {product.COMPANY}. MIT licence.",
        "OriginalFilename": product.PROGRAM,
        "ProductName": product.PRODUCT,
        "ProductVersion": product.version(),
    }
    if test_build:
        texts |= {"Comments": product.TEST_MARK, "SpecialBuild": product.TEST_MARK}
    return texts


def version_resource(*, test_build: bool) -> Any:
    """The version resource as PyInstaller takes it; its classes exist on Windows only."""
    from PyInstaller.utils.win32 import versioninfo as info  # type: ignore[import-not-found]

    table = [info.StringStruct(name, text) for name, text in strings(test_build=test_build).items()]
    special = 0x20 if test_build else 0  # VS_FF_SPECIALBUILD: without the flag Windows does not show the text
    numbers = product.four_numbers()
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers, mask=0x3F, flags=special, OS=0x40004, fileType=1),
        kids=[
            info.StringFileInfo([info.StringTable(f"{ENGLISH_UK:04X}{UNICODE:04X}", table)]),
            info.VarFileInfo([info.VarStruct("Translation", [ENGLISH_UK, UNICODE])]),
        ],
    )
