"""Reads a site profile from the bytes of a file. It can steer pip, so it is treated like code."""

import codecs
import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, get_args
from urllib.parse import urlsplit

import msgspec

from pyready.knowledge.site_profile import SiteEndpoint, SiteProfile
from pyready.knowledge.site_rows import BadRow, check
from pyready.model import toml_text
from pyready.model.proxy_address import is_loopback, parse_proxy

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:(?P<port>[0-9]{1,5}))?")
_LAST_PORT = 65535
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NOT_IN_URLS = re.compile(r"[\s\"'<>\\^`{|}]")
_EXPECTS = ("", "html", "json", "binary", "any")


class BadProfile(ValueError):
    """The file is no site profile that may be used. The message is one plain sentence, without a value from it."""


def parse(data: bytes, today: dt.date | None = None) -> SiteProfile:
    """The profile in these bytes: TOML in UTF-8 or UTF-16, with or without a byte-order mark.

    `today` is for days that must not be in the future.
    """
    text = _text(data)
    raw = _toml(text)
    try:
        check(raw.get("knowledge", {}), text, today)
    except BadRow as error:
        raise BadProfile(f"In the site profile, {error}.") from error
    unknown = tuple(sorted(set(_unknown(raw, SiteProfile, ""))))
    raw.pop("unknown", None)
    try:
        profile = msgspec.convert(raw, SiteProfile)
    except (msgspec.ValidationError, RecursionError) as error:
        raise BadProfile(f"The site profile does not fit: {error}.") from error
    _check(raw, profile)
    return msgspec.structs.replace(profile, unknown=unknown)


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\x00" in data[:2]:  # TOML starts with an ASCII character, which gives UTF-16 away
        encoding = "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadProfile("The site profile is neither UTF-8 nor UTF-16 text.") from error


def _toml(text: str) -> dict[str, Any]:
    try:
        return toml_text.parsed(text)
    except toml_text.BadToml as error:
        if error.deep:
            raise BadProfile("The site profile is nested too deeply.") from error
        where = re.search(r"\(at .*\)$", str(error))
        raise BadProfile(
            f"The site profile is not valid TOML {where.group() if where else ''}".rstrip() + "."
        ) from error


def _unknown(raw: dict[str, Any], struct: type, path: str) -> Iterator[str]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    if struct is SiteProfile:
        del fields["unknown"]
    for key, value in raw.items():
        if key not in fields:
            yield _shown(path + key)
            continue
        inner = next((each for each in (fields[key].type, *get_args(fields[key].type)) if _is_struct(each)), None)
        for part in value if isinstance(value, list) else [value]:
            if inner is not None and isinstance(part, dict):
                yield from _unknown(part, inner, f"{path}{key}.")


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _shown(key: str) -> str:
    return _UNPRINTABLE.sub("?", key)[:80]


def _check(raw: dict[str, Any], profile: SiteProfile) -> None:
    for path, text in _strings(raw, ""):
        if _UNPRINTABLE.search(text):
            raise BadProfile(f"The site profile contains a control character in {_shown(path)}.")
    urls = {"network.pac": profile.network.pac, "index.url": profile.index.url}
    urls |= {"conda.channel_alias": profile.conda.channel_alias}
    urls |= {f"the address of endpoint {each.id}": each.url or "?" for each in profile.endpoint}
    for each in profile.endpoint:
        _check_endpoint(each)
    if len({each.id for each in profile.endpoint}) < len(profile.endpoint):
        raise BadProfile("In the site profile, two endpoints have the same id.")
    for path, url in urls.items():
        if url and not _safe_url(url):
            raise BadProfile(
                f"In the site profile, {path} must be a plain https address (http only for this computer)."
            )
    proxy = parse_proxy(profile.network.proxy)
    if profile.network.proxy and (proxy is None or proxy.with_sign_in):
        raise BadProfile(
            "In the site profile, network.proxy must look like http://proxy.example:8080, without a password."
        )


def _check_endpoint(each: SiteEndpoint) -> None:
    if not _ID.fullmatch(each.id) or len(each.id) > 60:
        raise BadProfile("In the site profile, an endpoint's id must be small letters, digits and single hyphens.")
    if not all(_is_server(host) for host in each.redirects):
        raise BadProfile(
            f"In the site profile, the redirects of endpoint {each.id} must be host names, "
            "each with or without a port: files.example:8443."
        )
    if each.expect not in _EXPECTS:
        raise BadProfile(f"In the site profile, endpoint {each.id} can expect only html, json, binary or any.")


def _is_server(text: str) -> bool:
    """A host name, or a host name and a port from 1 to 65535."""
    found = _HOST.fullmatch(text)
    return found is not None and (found["port"] is None or 1 <= int(found["port"]) <= _LAST_PORT)


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _strings(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, path)


def _safe_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or _NOT_IN_URLS.search(url) or "@" in parts.netloc or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
