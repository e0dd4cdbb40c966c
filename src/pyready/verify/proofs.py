"""Every step of `pyready verify`, in its order."""

from pyready.verify import conda, environment, modules, notebooks, packages, pip, start, start_files, vscode
from pyready.verify.proof import Proof

PROOFS: tuple[Proof, ...] = (
    *start.PROOFS,
    *modules.PROOFS,
    *environment.PROOFS,
    *pip.PROOFS,
    *packages.PROOFS,
    *start_files.PROOFS,
    *notebooks.PROOFS,
    *vscode.PROOFS,
    *conda.PROOFS,
)
