"""The names of the public package index's servers, taken from pip when they are needed."""

from functools import cache
from urllib.parse import urlsplit

import msgspec


class NoIndexHosts(RuntimeError):
    """pip, which knows the names, is not there or keeps them elsewhere. The message is one plain sentence."""


class IndexHosts(msgspec.Struct, frozen=True):
    """`index` is the start of the index's address, without a slash at its end; `files` is a bare host name."""

    index: str
    files: str


@cache
def index_hosts() -> IndexHosts:
    """The public index as this pip knows it. Imported here only: it costs 20 ms and no other file spells the names."""
    try:
        from pip._internal.models.index import PyPI

        simple, files = str(PyPI.simple_url), str(PyPI.file_storage_domain)
    except (ImportError, AttributeError) as error:
        raise NoIndexHosts(
            "The pip that came with pyready is missing or has changed, so the package index's address is not known."
        ) from error
    if urlsplit(simple).scheme != "https" or not files:
        raise NoIndexHosts("The pip that came with pyready names no https address for the package index.")
    return IndexHosts(simple.rstrip("/").removesuffix("/simple"), files)
