"""Adapters and kinds of network, asked of Windows or Wine; what Wine cannot show is handed over by stand-ins."""

import ctypes
import uuid
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

import pytest

from pyready.model.host import Adapter, Reading
from pyready.recorded.host import NoNet
from pyready.windows import adapters as adapters_module
from pyready.windows import com
from pyready.windows.adapters import _Entry, _Row, adapters
from pyready.windows.host import windows_host
from pyready.windows.native import Missing, Refused
from pyready.windows.network_kinds import network_kinds

pytestmark = pytest.mark.windows

HOST = windows_host(NoNet())


def test_windows_tells_its_adapters_and_no_address_or_name_of_a_network_is_among_what_it_tells() -> None:
    found = HOST.system.adapters()

    assert (found.state, found.source) == ("set", "network adapters")
    assert all(each.kind != 24 for each in found.value or ())
    assert set(Adapter.__struct_fields__) == {"kind", "tunnel", "hardware", "description"}


def test_windows_tells_the_kind_of_each_network() -> None:
    found = HOST.system.network_kinds()

    assert found.state == "set"
    assert set(found.value or ()) <= {"domain", "private", "public"}


def test_the_layouts_are_those_of_the_headers() -> None:
    # Printed by a C program that was compiled against the headers of mingw-w64 for x86-64.
    assert (_Entry.luid.offset, _Entry.tunnel.offset) == (224, 272)
    assert _Row.flags.offset == 1152
    assert ctypes.sizeof(_Row) >= 1352


def entry(kind: int, status: int = 1, tunnel: int = 0, description: str = "", luid: int = 0) -> _Entry:
    return _Entry(length=448, kind=kind, status=status, tunnel=tunnel, description=description, luid=luid)


def answering(
    monkeypatch: pytest.MonkeyPatch, entries: list[_Entry], hardware: dict[int, bool], error: int = 0
) -> list[int]:
    """Stand-ins for both functions; the sizes that were asked with."""
    sizes: list[int] = []
    at = 64
    need = at + len(entries) * ctypes.sizeof(_Entry)

    def addresses(family: int, flags: int, reserved: None, buffer: Any, size: Any) -> int:
        length = ctypes.cast(size, wintypes.LPDWORD)
        sizes.append(length[0])
        if error or length[0] < need:
            length[0] = need
            return error or 111
        start = ctypes.addressof(buffer)
        for number, each in enumerate(entries):
            each.next = start + (number + 1) * ctypes.sizeof(_Entry) if number + 1 < len(entries) else None
            ctypes.memmove(start + number * ctypes.sizeof(_Entry), ctypes.byref(each), ctypes.sizeof(_Entry))
        return 0

    def row(pointer: Any) -> int:
        found = ctypes.cast(pointer, ctypes.POINTER(_Row)).contents
        if found.luid not in hardware:
            return 1168
        found.flags = 0xFE | hardware[found.luid]
        return 0

    answers: dict[str, Callable[..., int]] = {"GetAdaptersAddresses": addresses, "GetIfEntry2": row}
    monkeypatch.setattr(adapters_module, "function", lambda library, name, *types: answers[name])
    return sizes


def test_only_what_is_up_is_told_and_what_windows_says_of_hardware(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        entry(24),
        entry(6, luid=1, description="Realtek"),
        entry(71, status=2),
        entry(131, tunnel=14, luid=2),
        entry(53),
    ]
    answering(monkeypatch, entries, {1: True, 2: False})

    assert adapters() == (
        Adapter(6, 0, True, "Realtek"),
        Adapter(131, 14, False, ""),
        Adapter(53, 0, None, ""),
    )


def test_it_asks_again_with_more_room(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = answering(monkeypatch, [entry(6) for _ in range(100)], {})

    assert len(adapters()) == 100
    assert len(sizes) == 2
    assert sizes[1] > sizes[0]


@pytest.mark.parametrize(("error", "state"), [(232, "set"), (5, "denied"), (50, "missing"), (111, "malformed")])
def test_an_error_is_never_no_adapter(monkeypatch: pytest.MonkeyPatch, error: int, state: str) -> None:
    answering(monkeypatch, [], {}, error)
    found = HOST.system.adapters()

    assert (found.state, found.value) == (state, () if state == "set" else None)


def test_without_the_second_function_nothing_is_said_of_hardware(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, [entry(6, luid=1)], {1: True})
    other = adapters_module.function

    def older(library: str, name: str, *types: Any) -> Any:
        if name == "GetIfEntry2":
            raise Missing(name)
        return other(library, name, *types)

    monkeypatch.setattr(adapters_module, "function", older)
    assert adapters() == (Adapter(6),)


def test_a_guid_is_laid_out_as_windows_does() -> None:
    text = "DCB00C01-570F-4A9B-8D69-199FDBA5723B"

    assert bytes(com.Guid.of(text)) == uuid.UUID(text).bytes_le


HRESULT = ctypes.c_long


class Made:
    """A COM object of Python functions, by their place in its table; it counts how often it is released."""

    def __init__(self, **methods: Any) -> None:
        self.released = 0
        types = {
            place: ctypes.WINFUNCTYPE(HRESULT, ctypes.c_void_p, *kinds) for place, (kinds, _) in self.rows(methods)
        }
        self.kept = {place: types[place](call) for place, (_, call) in self.rows(methods)}
        self.kept[2] = ctypes.WINFUNCTYPE(wintypes.ULONG, ctypes.c_void_p)(self._release)
        self.table = (ctypes.c_void_p * 24)()
        for place, call in self.kept.items():
            self.table[place] = ctypes.cast(call, ctypes.c_void_p).value
        self.object = ctypes.c_void_p(ctypes.addressof(self.table))
        self.address = ctypes.addressof(self.object)

    @staticmethod
    def rows(methods: dict[str, Any]) -> list[tuple[int, Any]]:
        return [(int(name.removeprefix("at_")), row) for name, row in methods.items()]

    def _release(self, this: int) -> int:
        self.released += 1
        return 0


def network(category: int, answer: int = 0) -> Made:
    def get(this: int, out: Any) -> int:
        out[0] = category
        return answer

    return Made(at_18=((ctypes.POINTER(ctypes.c_int),), get))


def listed(networks: list[Made], *, endless: bool = False) -> Made:
    left = iter(networks)

    def following(this: int, wanted: int, out: Any, count: Any) -> int:
        each = networks[0] if endless else next(left, None)
        count[0] = 1 if each else 0
        out[0] = each.address if each else None
        return 0 if each else 1

    return Made(at_8=((wintypes.ULONG, ctypes.POINTER(ctypes.c_void_p), wintypes.LPDWORD), following))


def manager(networks: Made, answer: int = 0) -> Made:
    def get(this: int, flags: int, out: Any) -> int:
        assert flags == 1  # connected ones only
        out[0] = networks.address
        return answer

    return Made(at_7=((ctypes.c_int, ctypes.POINTER(ctypes.c_void_p)), get))


@pytest.fixture
def com_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Puts an object in the place of Windows' own; gives the list of what was called."""

    def put(made: Made, answer: int = 0, start: int = 0) -> list[str]:
        called: list[str] = []

        def create(class_id: Any, outer: None, where: int, interface: Any, out: Any) -> int:
            called.append("create")
            ctypes.cast(out, ctypes.POINTER(ctypes.c_void_p))[0] = None if answer else made.address
            return answer

        answers: dict[str, Any] = {
            "CoInitializeEx": lambda *_: called.append("start") or start,
            "CoUninitialize": lambda: called.append("end"),
            "CoCreateInstance": create,
        }
        monkeypatch.setattr(com, "function", lambda library, name, *types: answers[name])
        return called

    return put


def test_each_kind_is_told_once_and_every_object_is_released_once(com_of: Any) -> None:
    networks = [network(0), network(2), network(0), network(9)]
    rows = listed(networks)
    top = manager(rows)
    called = com_of(top)

    assert network_kinds() == ("domain", "public")
    assert [each.released for each in (*networks, rows, top)] == [1] * 6
    assert called == ["start", "create", "end"]


def test_a_list_without_an_end_does_not_keep_us(com_of: Any) -> None:
    one = network(1)
    com_of(manager(listed([one], endless=True)))

    assert network_kinds() == ("private",)
    assert one.released == 16


def signed(code: int) -> int:
    return ctypes.c_int32(code).value


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (0x80040154, "missing"),  # no such class
        (0x80004002, "missing"),  # no such interface
        (0x80070005, "denied"),
        (0x80070422, "malformed"),  # the service is disabled
        (0x8000FFFF, "malformed"),
    ],
)
def test_what_com_refuses_is_no_kind_and_all_is_given_back(com_of: Any, code: int, state: str) -> None:
    rows = listed([])
    top = manager(rows)
    called = com_of(top, signed(code))
    found = HOST.system.network_kinds()

    assert (found.state, found.value) == (state, None)
    assert called == ["start", "create", "end"]

    broken = network(1, signed(code))
    rows = listed([broken])
    top = manager(rows)
    called = com_of(top)
    assert HOST.system.network_kinds().state == state
    assert [broken.released, rows.released, top.released, called[-1]] == [1, 1, 1, "end"]


def test_a_thread_that_uses_com_in_another_way_keeps_its_way(com_of: Any) -> None:
    called = com_of(manager(listed([])), start=signed(0x80010106))

    assert network_kinds() == ()
    assert called == ["start", "create"]


def test_com_that_cannot_start_is_given_up(com_of: Any) -> None:
    called = com_of(manager(listed([])), start=signed(0x8007000E))

    with pytest.raises(Refused):
        network_kinds()
    assert called == ["start"]


def test_a_call_that_goes_well_without_an_object_is_missing(com_of: Any) -> None:
    com_of(manager(listed([])))
    with pytest.raises(Missing), com.held(ctypes.c_void_p()):
        pass


def test_without_the_dll_both_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(library: str, name: str, *types: Any) -> Any:
        raise Missing(f"{library}.dll")

    monkeypatch.setattr(com, "function", nowhere)
    monkeypatch.setattr(adapters_module, "function", nowhere)

    assert HOST.system.network_kinds() == Reading("missing", source="kinds of network (ole32.dll)")
    assert HOST.system.adapters() == Reading("missing", source="network adapters (iphlpapi.dll)")
