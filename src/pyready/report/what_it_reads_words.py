"""The words around the declarations, for `pyready reads`: what stands behind a question, what others do, what never."""

TITLE = "What pyready reads, contacts, runs and writes"
INTRODUCTION = (
    (
        "This is what `pyready check` can do, from the declarations of its parts, which are called probes. The "
        "seam between a probe and the computer refuses whatever is not declared, and the probe is given up. What "
        "was done on one computer stands in its report: `pyready check --details`, or `did` in the JSON."
    ),
    (
        "`{NAME}` stands for a folder or name that differs from computer to computer, `*` for any text. `registry` "
        "is a key and the values in it. `file` is looked at, and opened where the reason says so; it may be a "
        "folder. Where a link leads is followed from folder to folder. Of a `folder` the names in it are listed."
    ),
)
SYSTEMS = {"windows": "Windows", "linux": "Linux", "macos": "macOS"}

ABOUT_QUESTIONS = ("A probe asks these by name. What answers them is named here; the report lists the question.",)
QUESTIONS = {
    "who": "Windows: the functions that name the account, the computer and its domain, and the home folder, and the "
    "variables USERNAME, COMPUTERNAME, USERDOMAIN, USERDNSDOMAIN and USERDOMAIN_ROAMINGPROFILE; no domain controller "
    "is asked. Linux and macOS: the host name and the account database, which on a joined computer may be a server's.",
    "token": "Windows: the access token of pyready's own process. Linux and macOS: its groups and their names.",
    "groups": "Windows: the same token; only the numbers (SIDs), no names are looked up.",
    "machine": r"Windows: `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`, the version in the kernel and "
    "the processor. Linux: `/etc/os-release`, the kernel's name for its processor.",
    "interpreter": "The path of the Python that runs pyready, or of the exe itself.",
    "session": "Windows: whether the session is a remote one, and the kind of profile.",
    "service": "Windows: state and start type of the one service that is named. None is started, stopped or listed.",
    "code integrity": "Windows: the kernel's flags for code integrity. No policy file is opened.",
    "script lockdown": "Windows: what App Control asks of PowerShell, by WldpGetLockdownPolicy. PowerShell is not "
    "started.",
    "internet settings": "Windows: the proxy settings of the connection in use, by WinHTTP.",
    "network adapters": "Windows: kind, state and driver's description of each network adapter, by "
    "GetAdaptersAddresses and GetIfEntry2; of a description only the id of a VPN client in pyready's own list is kept. "
    "No address is asked for. macOS: not asked yet.",
    "kinds of network": "Windows: what Windows takes each connected network for (domain, private, public), by its "
    "Network List Manager. No name and no id of a network is asked for.",
    "proxy script": "Windows: which proxy the script (PAC) names for each server, by WinHTTP, only where the settings "
    "of Windows ask for a script. Windows fetches the script and runs it; no sign-in is offered to who serves it. "
    "Never with `--offline`.",
    "space, drive, rights": "Of a folder or file that a probe may look at: free space, kind of drive, and whether you "
    "may write there, asked of the system; nothing is written. Linux: also `/proc/self/mounts`. For a site profile: "
    "its access list and those of the folders above it.",
    "signer, version, hash": "Windows, of a program: who signed it, its version, and the hash that AppLocker's hash "
    "rules hold. Windows checks the signature (WinVerifyTrust) without the network and without revocation lists. A "
    "program without a signature is looked up in this computer's catalogues. A file over 64 MB is left out. None of "
    "it is kept.",
}

SERVERS = (
    (
        "With `--offline`, or where IT has switched it off by policy, none is contacted. Each is asked for one small "
        "public object, with the name and version of pyready, directly or through the proxy that is set; at most 8 KB "
        "of an answer is read. A site profile can replace these servers, add to them or leave them out."
    ),
    (
        "Where a certificate is refused, the chain of certificates is read once more in a handshake that trusts "
        "nothing, to name who signed it. Nothing is asked on it. The report calls it `unverified-handshake`."
    ),
)
PLACEHOLDERS = (
    "`{index}` and `{files}` are the public package index and its file host, whose names pyready takes from pip."
)

ABOUT_OTHERS = ("pyready does not do this itself and does not see it; it happens for any program.",)
OTHERS = (
    (
        "Certificates: when Windows or macOS is asked to judge one, it may fetch missing certificates, revocation "
        "lists and answers, and on Windows Microsoft's list of roots, from addresses in the certificate and from "
        "Windows Update. For that it may fetch the proxy script (PAC) that is set. Never with `--offline`. On "
        "Windows the report lists it apart."
    ),
    (
        "Names: the names of the servers and proxies are asked of the name servers that this computer uses. Never "
        "with `--offline`."
    ),
    (
        "Network drives: where your folders, PATH or a setting lead to a file server, looking there asks that "
        "server. `--offline` does not change that."
    ),
    "Protection: antivirus, SmartScreen and their like may ask their makers about pyready when it starts.",
)

NEVER = (
    "Your certificates with private keys (the store MY, smart cards).",
    "Other people's profiles and data.",
    "Defender's exclusions.",
    "Credential stores, and cookies, passwords and histories of browsers.",
    (
        "Your documents: of Documents and Downloads only space, drive and rights are asked. A program that lies "
        "there looks for a site profile beside itself."
    ),
    "Lists of processes.",
    "Values of variables that are not named here. Of a sign-in in a setting, only that there is one is kept.",
)
WRITES = (
    "`-o FILE` writes the report to that file, through a temporary file beside it.",
    (
        "A double-click on `pyready.exe` asks Windows where Downloads is, writes the report as a new page there or in "
        "`%LOCALAPPDATA%\\pyready`, in the same way, and asks Windows to open it in the default browser."
    ),
    (
        "`pyready config --write` adds lines to your own settings of pip, conda, uv and git, after a yes, and keeps a "
        "journal and a copy of each file as it was, in a folder of yours, for `pyready config --undo`."
    ),
    (
        "`pyready check --try-run` puts one small program into the folder for programs of your own (`%LOCALAPPDATA%`; "
        "on Linux and macOS your home folder), starts it once and removes it: `pyready-trial.exe`, which only the exe "
        "brings, or `pyready-trial`, two lines of shell. Only by that flag, only where the answer is not known, never "
        "on a shared computer, where a program that allows only approved ones was found, or in a folder that is "
        "temporary, synchronised or not on this computer. The report lists it as started and as written."
    ),
    "`--site FILE` and `--facts FILE` read what they name; of a folder, the files that collect.cmd makes.",
)

ABOUT_LIBRARIES = (
    (
        "These come from Python and the libraries that pyready is made of, as in any program that uses them, and "
        "are not among what a report lists."
    ),
)
LIBRARIES = (
    (
        "requests, whose way to a server is tried because pip goes it too: the proxy variables, "
        "`REQUESTS_CA_BUNDLE` and `CURL_CA_BUNDLE`, and on Windows the proxy of Internet Options. No netrc file is "
        "opened, and no sign-in is sent to a server or a proxy. Its urllib3 reserves a port of this computer for a "
        "moment, to see whether IPv6 works; nothing can connect there. Never with `--offline`."
    ),
    (
        "OpenSSL: its `openssl.cnf`, and on Linux the system's authorities or those of `SSL_CERT_FILE` and "
        "`SSL_CERT_DIR`. certifi: its own list of authorities. `SSLKEYLOGFILE` is ignored, so no keys are written."
    ),
    (
        "Python: its own library, `pyvenv.cfg`, language, time zone. As a package it may keep compiled modules "
        "beside the modules (`__pycache__`); the exe writes none."
    ),
    (
        "The C library of Linux: libraries of modules, the number of processors, and the kernel's rule for memory "
        "(`overcommit_memory`). For accounts and names it reads "
        "`/etc/nsswitch.conf` and what that names, such as `/etc/passwd` and `/etc/hosts`."
    ),
    "The terminal: its size, `TERM`, `NO_COLOR` and their like, on Windows its code page.",
    (
        "A test traces `pyready check` on Linux, call by call, with `--offline` and without. Each file, folder, "
        "program and connection must be in the report or named here. What the report says must have been done. Other "
        "tests ask Python itself, on Linux and, with the keys of the registry, on Windows (Wine)."
    ),
)
