"""What the rules may compare of a Python that is here: who signed it, its version and its hash.

Windows is asked only what a rule goes by. Where it does not tell, the kind of Python does.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from pyready.knowledge.programs import signers
from pyready.model.host import FileVersion, Host, Reading
from pyready.model.pythons import Found
from pyready.policy.applocker.questions import PYTHON_PRODUCT, PYTHON_PUBLISHER
from pyready.policy.applocker.rules import HashCondition, Name, PublisherCondition
from pyready.policy.applocker.subject import File, Signer
from pyready.probes._control_answers import Asker

Signed = tuple[str, str | None]
"""Publisher, empty for nobody, and the product in the version resource, None where it is not known."""
_UNSIGNED: Signed = ("", None)
_OF_CONDA_FORGE = {"miniforge", "mambaforge"}
"""Whose Pythons nobody signs, as `knowledge/programs.toml` says of Miniforge's."""
_OF_A_COPY: dict[Signer, Signer] = {"assumed": "assumed", "told": "assumed", "not-known": "not-known"}
_LEAST_S = 0.5
"""Seconds: with fewer left, no file is read any more. The answers must still be given."""


def signatures(found: Found) -> tuple[Signed, ...]:
    """Who may have signed it, and the product that its version resource names, by its kind.

    Where that cannot be told from its maker, all that it may be are asked about, and must get the same answer.
    """
    by_maker: Signed = (PYTHON_PUBLISHER, PYTHON_PRODUCT)
    if found.kind in {"python-org", "python-manager"}:
        return (by_maker,)
    if found.kind == "uv":
        return (_UNSIGNED,)
    if found.kind == "conda":
        of_anaconda: Signed = (signers()["anaconda"], None)
        return (_UNSIGNED,) if found.product.casefold() in _OF_CONDA_FORGE else (_UNSIGNED, of_anaconda)
    return (by_maker, _UNSIGNED)


def known(host: Host, asker: Asker, collection: Name, file: File, kind: Sequence[Signed]) -> list[File]:
    """All that this file may be, with what Windows told of it. Of a file whose place is not known nothing is asked."""
    path = file.path
    if path is None:
        return _of_kind(file, kind)
    if asker.goes_by(collection, HashCondition) and host.clock.left() > _LEAST_S:
        file = replace(file, sha256=host.files.authenticode_hash(path).value or "")
    if not asker.goes_by(collection, PublisherCondition):
        return _of_kind(file, kind)
    return _signed(host, path, file, kind) if host.clock.left() > _LEAST_S else [replace(file, signer="not-known")]


def copies(files: Sequence[File], kind: Sequence[Signed]) -> list[File]:
    """What the program of an environment may be: of the same maker, and most likely signed as the Python is.

    Who may sign their Pythons or not, and did not sign this one, did not sign its copy.
    """
    own = [File(None, each.publisher, each.product, signer=_OF_A_COPY[each.signer]) for each in files]
    unsigned = all(each.signer == "told" and not each.publisher for each in files)
    makers = (_UNSIGNED,) if unsigned and _UNSIGNED in kind else kind
    return list(dict.fromkeys((*_of_kind(File(None), makers), *own)))


def _signed(host: Host, path: str, file: File, kind: Sequence[Signed]) -> list[File]:
    """One file where its signer was told, or cannot be known: its signature does not hold, or may not be read."""
    signer, resource = host.files.signer(path), host.files.version(path)
    if signer.state in {"missing", "not-set"}:
        return [_versioned(each, resource) for each in _of_kind(file, kind)]
    if signer.value is None or not signer.is_set:
        return [_versioned(replace(file, signer="not-known"), resource)]
    product = dict(kind).get(signer.value)
    told = replace(file, signer="told", publisher=signer.value, product=product)
    return [_versioned(told, resource)]


def _versioned(file: File, found: Reading[FileVersion]) -> File:
    """What its version resource says; what a file without one is called is not known."""
    if found.state == "not-set":
        return replace(file, product=None, binary=None)
    if found.value is None or not found.is_set:
        return file
    product, name = (text and text.strip().upper() for text in (found.value.product, found.value.name))
    return replace(file, product=product, binary=name, version=found.value.number)


def _of_kind(file: File, kind: Sequence[Signed]) -> list[File]:
    return [replace(file, publisher=signer, product=product) for signer, product in kind]
