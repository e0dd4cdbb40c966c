"""Which version an installed uv is, by its files alone."""

import json

from for_each import for_each
from laptops import bare
from laptops.looking import look
from pyready.model.host import Host
from pyready.probes.pythons import Pythons

HOME, LOCAL = "C:\\Users\\jane.smith", "C:\\Users\\jane.smith\\AppData\\Local"
BIN = f"{HOME}\\.local\\bin"
RECEIPT = f"{LOCAL}\\uv\\uv-receipt.json"


def receipt(prefix: str = BIN, version: object = "0.11.3") -> str:
    return json.dumps({"binaries": ["uv"], "install_prefix": prefix, "version": version})


def windows(folder: str, files: dict[str, str | bytes], **variables: str) -> Host:
    return bare.windows({"PATH": folder} | variables, {f"{folder}\\uv.exe": b"MZ"} | files)


def version(host: Host) -> str:
    (uv,) = [each for each in look(host).facts[Pythons].commands if each.name == "uv"]
    assert uv.kind == "tool"
    return uv.version


SCRIPTS, ENV = "C:\\Program Files\\Python313\\Scripts", f"{HOME}\\env"
USER = f"{HOME}\\AppData\\Roaming\\Python\\Python313"


@for_each(
    ("host", "found"),
    [
        (windows(SCRIPTS, {"C:\\Program Files\\Python313\\Lib\\site-packages\\uv-0.9.7.dist-info\\METADATA": ""}), "0.9.7"),
        (windows(f"{ENV}\\Scripts", {f"{ENV}\\Lib\\site-packages\\uv-0.13.9.dist-info\\METADATA": ""}), "0.13.9"),
        (windows(f"{USER}\\Scripts", {f"{USER}\\site-packages\\uv-0.12.dist-info\\METADATA": ""}), "0.12"),
        (windows(BIN, {RECEIPT: receipt()}), "0.11.3"),
        (windows(BIN, {RECEIPT: "\ufeff" + receipt(BIN.replace("\\", "/").upper())}), "0.11.3"),
        (windows(BIN, {RECEIPT: receipt(f"{HOME}\\.local")}), "0.11.3"),
        (windows(f"{HOME}\\.cargo\\bin", {RECEIPT: receipt(f"{HOME}\\.cargo")}), "0.11.3"),
        (windows(BIN, {f"{HOME}\\cfg\\uv\\uv-receipt.json": receipt()}, XDG_CONFIG_HOME=f"{HOME}\\cfg"), "0.11.3"),
        (windows("C:\\Tools", {RECEIPT: receipt()}), ""),
        (windows("C:\\Tools", {}), ""),
        (windows(BIN, {RECEIPT: receipt(version=11)}), ""),
        (windows(BIN, {RECEIPT: receipt(version="0.11.3 & calc")}), ""),
        (windows(BIN, {RECEIPT: "[" * 10_000}), ""),
        (windows(BIN, {RECEIPT: receipt()[:-5]}), ""),
        (windows(BIN, {RECEIPT: "x" * 30_000}), ""),
        (windows(BIN, {RECEIPT: '["uv"]'}), ""),
        (windows(SCRIPTS, {f"C:\\Program Files\\Python313\\Lib\\site-packages\\uv-{each}.dist-info\\METADATA": "" for each in ("0.9.7", "0.13.9")}), ""),
        (bare.linux({"PATH": "/home/jsmith/.local/bin"}, {"/home/jsmith/.local/bin/uv": "", "/home/jsmith/.local/lib/python3.13/site-packages/uv-0.10.1.dist-info/METADATA": ""}), "0.10.1"),
        (bare.linux({"PATH": "/home/jsmith/.local/bin"}, {"/home/jsmith/.local/bin/uv": "", "/home/jsmith/.config/uv/uv-receipt.json": receipt("/home/jsmith/.local/bin")}), "0.11.3"),
    ],
)  # fmt: skip
def test_the_version_by_what_lies_beside_it(host: Host, found: str) -> None:
    assert version(host) == found
