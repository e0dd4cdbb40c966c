"""Which Pythons get their environment from uv, and where that uv is looked for."""

from laptops import bare
from laptops.looking import look
from pyready.knowledge.site_profile import Folders, SiteProfile
from pyready.probes.site import Site
from pyready.verify.story import Wanted, ready

OF_UV = f"{bare.LOCAL}\\uv\\python\\cpython-3.14.10-windows-x86_64-none"
USUAL, NAMED = f"{bare.LOCAL}\\Programs\\uv\\uv.exe", "D:\\Analysts\\uv\\uv.exe"


def uv_for(*files: str, python: str = OF_UV, site: SiteProfile | None = None) -> str:
    """The uv that verify would use for the Python of this folder, with these files on the computer."""
    registry = {"HKCU\\Software\\Python\\PythonCore\\3.14\\InstallPath": {"": python}}
    host = bare.windows(registry=registry, files=bare.installed_windows(python) | dict.fromkeys(files, ""))
    seen = look(host, site=Site(site or SiteProfile()))
    return ready(host, seen, Wanted(f"{python}\\python.exe", offline=True)).uv


def test_it_is_looked_for_where_the_steps_put_it() -> None:
    assert uv_for(USUAL, NAMED) == USUAL
    assert uv_for(USUAL, NAMED, site=SiteProfile(folders=Folders(tools="D:\\Analysts"))) == NAMED
    assert uv_for() == ""


def test_a_python_of_another_maker_has_its_own_venv() -> None:
    assert uv_for(USUAL, python=f"{bare.LOCAL}\\Programs\\Python\\Python314") == ""
