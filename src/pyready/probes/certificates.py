"""Where this machine keeps the list of authorities that it trusts, as far as a setting can point to it.

On Linux and macOS that is a file. On Windows it is a store, which this probe does not open: whether it holds what is
needed is seen by connecting. The variables that name a file of authorities are among the `settings`, on every system.
"""

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.privacy_classes import Public
from pyready.model.probe import Probe, file

# Debian and Ubuntu; Red Hat and Fedora; SUSE; Alpine and macOS. Go's crypto/x509/root_linux.go lists the same.
BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


class Certificates(msgspec.Struct, frozen=True):
    """`bundle` is the system's own file of trusted authorities; empty where there is none to point to."""

    bundle: Public = ""
    """Its path."""


def collect(host: Host, facts: Facts) -> Certificates:
    """Look for the file; it is not opened."""
    del facts
    return Certificates(next((path for path in BUNDLES if _is_file(host, path)), ""))


def _is_file(host: Host, path: str) -> bool:
    look = host.files.look(path)
    return look.value is not None and look.value.kind == "file"


PROBE = Probe(
    id="certificates",
    fact=Certificates,
    collect=collect,
    about="where the trusted roots are kept",
    reads=tuple(file(path, "whether the system keeps its trusted roots there") for path in BUNDLES),
    platforms=("linux", "macos"),
    seen_on=("linux",),
)
