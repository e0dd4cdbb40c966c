"""Which proxy the system would choose: a table, and the words of sign-in challenges."""

from for_each import for_each
from pyready.net.choose import NOT_AN_ADDRESS, Settings, system_proxy
from pyready.net.proxy import schemes

URL = "https://pkg.index.example/simple/"


@for_each(
    ("server", "bypass", "url", "expected"),
    [
        ("proxy.example:8080", "", URL, "proxy.example:8080"),
        ("http://proxy.example:8080", "", URL, "proxy.example:8080"),
        ("proxy.example", "", URL, "proxy.example:80"),
        ("http=a.example:1;https=b.example:2;socks=c.example:3", "", URL, "b.example:2"),
        ("http=a.example:1;https=b.example:2", "", "http://index.example/", "a.example:1"),
        ("http=a.example:1", "", URL, ""),
        ("http=a.example:1;socks=c.example:3", "", URL, "socks4://c.example:3"),
        ("me:secret@proxy.example:8080", "", URL, "proxy.example:8080"),
        ("not/a/proxy", "", URL, NOT_AN_ADDRESS),
        ("", "", URL, ""),
        ("proxy.example:8080", "*.example", URL, ""),
        ("proxy.example:8080", "*.INDEX.example;other", URL, ""),
        ("proxy.example:8080", "index.example", URL, "proxy.example:8080"),
        ("proxy.example:8080", "https://*.index.example", URL, ""),
        ("proxy.example:8080", "pkg.index.example:443", URL, ""),
        ("proxy.example:8080", "pkg.index.example:8443", URL, "proxy.example:8080"),
        ("proxy.example:8080", "<local>", URL, "proxy.example:8080"),
        ("proxy.example:8080", "<local>", "https://mirror/simple/", ""),
        ("proxy.example:8080", "10.*", "https://10.1.2.3/", ""),
        ("proxy.example:8080", "", "https://127.0.0.1:8443/", ""),
        ("proxy.example:8080", "<-loopback>", "https://localhost:8443/", "proxy.example:8080"),
    ],
)
def test_windows_internet_options(server: str, bypass: str, url: str, expected: str) -> None:
    settings = Settings("windows", environment="ignored.example:1", user_server=server, user_bypass=bypass)
    assert system_proxy(url, settings) == expected


@for_each(
    ("site", "bypass", "environment", "expected"),
    [
        ("", (), "env.example:3128", "env.example:3128"),
        ("", (), "", ""),
        ("http://site.example:8080", (), "env.example:3128", "site.example:8080"),
        ("http://site.example:8080", ("*.example",), "env.example:3128", ""),
        ("http://site.example:8080", (".index.example",), "", ""),
        ("http://site.example:8080", ("index.example",), "", ""),
        ("http://site.example:8080", ("dex.example", ""), "", "site.example:8080"),
        ("http://site.example:8080", ("*",), "", ""),
    ],
)
@for_each("platform", ["linux", "macos"])
def test_elsewhere_the_site_profile_comes_before_the_environment(
    platform: str, site: str, bypass: tuple[str, ...], environment: str, expected: str
) -> None:
    settings = Settings(platform, environment, "", "", site, bypass)
    assert system_proxy(URL, settings) == expected


@for_each(
    ("site", "environment", "by_variables", "bypass", "expected"),
    [
        ("", "", False, "", "desktop.example:8080"),
        ("", "", False, "localhost;*.example", ""),
        ("", "", False, "other.example", "desktop.example:8080"),
        ("", "", True, "", ""),
        ("", "env.example:3128", True, "", "env.example:3128"),
        ("http://site.example:8080", "env.example:3128", True, "", "site.example:8080"),
    ],
)
@for_each("platform", ["linux", "macos"])
def test_elsewhere_the_desktop_comes_last(
    platform: str, site: str, environment: str, by_variables: bool, bypass: str, expected: str
) -> None:
    desktop = "http=other.example:1;https=desktop.example:8080"
    settings = Settings(platform, environment, desktop, bypass, site, by_variables=by_variables)
    assert system_proxy(URL, settings) == expected


@for_each(
    ("headers", "expected"),
    [
        (["Negotiate", "NTLM", 'Basic realm="x"'], ("negotiate", "ntlm", "basic")),
        (["Negotiate, NTLM"], ("negotiate", "ntlm")),
        (['Digest realm="a, Basic b", nonce="n", stale=false'], ("digest",)),
        (["NTLM TlRMTVNTUAACAAAA=="], ("ntlm",)),
        (["", "\x1b[31m", "x" * 90], ()),
    ],
)
def test_sign_in_schemes(headers: list[str], expected: tuple[str, ...]) -> None:
    assert schemes(headers) == expected
