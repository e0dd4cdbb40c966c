"""Every route, best first. Adding one: a module here, a line below, its guide and its test."""

from pyready.route import Route
from pyready.routes import ask_it, browser_notebook, existing_python, python_manager, uv

ROUTES: tuple[Route, ...] = (
    existing_python.ROUTE,
    python_manager.ROUTE,
    uv.ROUTE,
    browser_notebook.ROUTE,
    ask_it.ROUTE,
)
