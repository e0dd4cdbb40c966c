"""Every route, best first. Adding one: a module here, a line below, its guide and its test."""

from pyready.model.route import Route
from pyready.routes import (
    anaconda,
    ask_it,
    browser_notebook,
    existing_python,
    hosted,
    micromamba,
    miniforge,
    python_in_excel,
    python_manager,
    python_org,
    python_zip,
    software_catalogue,
    uv,
    winpython,
)

ROUTES: tuple[Route, ...] = (
    existing_python.ROUTE,
    software_catalogue.ROUTE,
    python_manager.ROUTE,
    uv.ROUTE,
    miniforge.ROUTE,
    python_org.ROUTE,
    python_zip.ROUTE,
    micromamba.ROUTE,
    winpython.ROUTE,
    anaconda.ROUTE,
    browser_notebook.ROUTE,
    python_in_excel.ROUTE,
    hosted.ROUTE,
    ask_it.ROUTE,
)
