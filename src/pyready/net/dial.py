"""Names and TCP: the first two layers."""

import ipaddress
import socket

from pyready.model.proxy_address import is_loopback
from pyready.net.deadline import Deadline, after, bounded
from pyready.net.stop import Stop, detail_of, name_reason, tcp_reason

Address = tuple[str, int]


def dial(host: str, port: int, deadline: Deadline) -> socket.socket:
    """A connected socket, or Stop with layer `name` or `tcp`."""
    return _connect(_look_up(host, port, deadline), deadline)


def _look_up(host: str, port: int, deadline: Deadline) -> list[Address]:
    try:
        found = bounded(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM), deadline.left())
    except socket.gaierror as error:
        raise Stop("name", name_reason(error), detail_of(error)) from error
    except TimeoutError as error:
        raise Stop("name", "name-timed-out") from error
    except (OSError, UnicodeError) as error:  # UnicodeError: a name that IDNA does not allow
        raise Stop("name", "no-such-name", detail_of(error)) from error
    addresses = list(dict.fromkeys((str(entry[4][0]), port) for entry in found))
    if not _is_this_machine(host) and all(_is_sinkhole(address) for address, _ in addresses):
        raise Stop("name", "sinkhole", f"the name leads to {addresses[0][0]}")
    return sorted(addresses, key=lambda address: ":" in address[0])  # IPv4 first: a dead IPv6 route swallows packets


def _is_this_machine(host: str) -> bool:
    return is_loopback(host) or host.endswith(".localhost") or _address(host) is not None


def _is_sinkhole(text: str) -> bool:
    address = _address(text)
    return address is not None and (address.is_unspecified or address.is_loopback)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None


def _connect(addresses: list[Address], deadline: Deadline) -> socket.socket:
    """Try each address in turn, with an equal share of the time that is left."""
    problems: list[OSError] = []
    for done, address in enumerate(addresses):
        try:
            share = after(deadline.left() / (len(addresses) - done))
            return socket.create_connection(address, timeout=share.left())
        except OSError as error:
            problems.append(error)
    # of a name with both kinds of address one kind often has no way at all here: the other one tells more
    told = [each for each in problems if tcp_reason(each) != "unreachable"]
    problem = (told or problems or [OSError("the name has no address")])[0]
    raise Stop("tcp", tcp_reason(problem), detail_of(problem)) from problem
