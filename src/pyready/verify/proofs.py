"""Every step of `pyready verify`, in its order."""

from pyready.verify import environment, modules, packages, pip, start, start_files
from pyready.verify.proof import Proof

PROOFS: tuple[Proof, ...] = (
    *start.PROOFS,
    *modules.PROOFS,
    *environment.PROOFS,
    *pip.PROOFS,
    *packages.PROOFS,
    *start_files.PROOFS,
)
