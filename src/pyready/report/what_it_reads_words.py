"""The words around the declarations, for `pyready reads`: what stands behind a question, what others do, what never."""

# shown first: what the page is, and how its places are written
TITLE = "What pyready reads, contacts, runs and writes"
INTRODUCTION = (
    (
        "This is what `pyready check` can do, from the declarations of its parts, which are called probes. If a probe "
        "tries anything else, pyready refuses it and stops that probe. The report says what was done on one computer: "
        "`pyready check --details`, or `did` in the JSON."
    ),
    (
        "`{NAME}` means a folder or name that differs from computer to computer, `*` any text. `registry` is a key and "
        "the values in it. A `file` is looked at, and opened where the reason says so; it can be a folder. pyready "
        "follows links from folder to folder. For a `folder`, it lists the names."
    ),
)
# shown for each probe: its question and systems; for a place that the report does not name one by one
PROBE, ON_SEVERAL, ON_ONE = "Finds out {about}. On {systems}.", "{most} and {last}", "{only} only"
SYSTEMS = {"windows": "Windows", "linux": "Linux", "macos": "macOS"}
BY_PATTERN = "{why}; the report names this pattern, not each place"

# shown under "Questions to the system", with what answers each
QUESTIONS_TITLE = "Questions to the system"
ABOUT_QUESTIONS = ("A probe asks these by name. This list says what answers; the report lists the question.",)
QUESTIONS = {
    "who": "Windows: the functions that name the account, the computer, its domain and the home folder. Also the "
    "environment variables USERNAME, COMPUTERNAME, USERDOMAIN, USERDNSDOMAIN and USERDOMAIN_ROAMINGPROFILE. pyready "
    "asks no domain controller. Linux and macOS: the host name and the account database, which can be on a server.",
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
    "GetAdaptersAddresses and GetIfEntry2. pyready keeps only the id of a VPN client that it knows, "
    "not the description. It asks for no address. macOS: not asked yet.",
    "kinds of network": "Windows: what Windows takes each connected network for (domain, private, public), by its "
    "Network List Manager. pyready asks for no name and no id of a network.",
    "proxy script": "Windows: which proxy the script (PAC) names for each server, by WinHTTP. pyready asks only where "
    "the settings of Windows name a script. Windows downloads the script and runs it, without a sign-in. Never with "
    "`--offline`.",
    "space, drive, rights": "For a folder or file that a probe looks at: free space, kind of drive, and whether you "
    "can save files there. The system answers; nothing is written. Linux: also `/proc/self/mounts`. For a site "
    "profile: its access list and those of the folders that it is in.",
    "signer, version, hash": "Windows, for a program: who signed it, its version, and the hash that AppLocker's hash "
    "rules hold. Windows checks the signature (WinVerifyTrust) without the network and without revocation lists. A "
    "program without a signature is looked up in this computer's catalogues. A file over 64 MB is left out. None of "
    "it is kept.",
}

# shown under "Servers"; the last line in docs/what-it-reads.md only, where the index has no name
SERVERS_TITLE = "Servers"
SERVERS_HEAD = ("server", "address", "why")
SERVERS = (
    (
        "With `--offline`, or where IT switched it off by policy, pyready contacts none of them. It asks each for one "
        "small public object, with the name and version of pyready, directly or through the proxy that is set. It "
        "reads at most 8 KB of an answer. A site profile can replace these servers, add to them or leave them out."
    ),
    (
        "If a certificate is refused, pyready reads the chain of certificates once more in a handshake that trusts "
        "nothing, to name who signed it. It asks nothing on that connection. The report calls it "
        "`unverified-handshake`."
    ),
)
PLACEHOLDERS = (
    "`{index}` and `{files}` are the public package index and its file host, whose names pyready takes from pip."
)
# shown after what a server is for
WITH_LICENCE = " (only with a licence for {licence} in the site profile)"
LEADS_ON = "{why}; might lead on to {hosts}"

# shown under the heading for what others do
OTHERS_TITLE = "What others might download because of it"
ABOUT_OTHERS = ("pyready does not do this itself and does not see it. It happens for any program.",)
OTHERS = (
    (
        "Certificates: when Windows or macOS checks one, it might download missing certificates, revocation lists and "
        "answers, and on Windows Microsoft's list of roots. These come from addresses in the certificate and from "
        "Windows Update. For that it might download the proxy script (PAC) that is set. Never with `--offline`. On "
        "Windows, the report lists this in its own section."
    ),
    ("Names: the name servers (DNS) of this computer are asked for the servers and proxies. Never with `--offline`."),
    (
        "Network drives: if your folders, PATH or a setting are on a file server, looking there asks that server. "
        "`--offline` does not change that."
    ),
    "Protection: antivirus, SmartScreen and similar products might ask their makers about pyready when it starts.",
)

# shown under the heading for what is never touched
NEVER_TITLE = "Never opened or read"
NEVER = (
    "Your certificates with private keys (the store MY, smart cards).",
    "Other people's profiles and data.",
    "Defender's exclusions.",
    "Credential stores, and cookies, passwords and histories of browsers.",
    (
        "Your documents: for Documents and Downloads, pyready asks only about space, drive and rights. If pyready.exe "
        "is there, it looks for a site profile beside itself."
    ),
    "Lists of processes.",
    "Values of environment variables that are not named here. pyready keeps no part of a sign-in in a setting.",
)
# shown under the heading for what is run and written: of the probes, then of the commands
WRITES_TITLE = "Runs and writes"
SOME_RUN = "These probes do: {probes}."
NONE_RUNS = "No probe starts a program or writes a file."
WRITES = (
    "`-o FILE` writes the report to that file, through a temporary file beside it.",
    (
        "A double-click on `pyready.exe` asks Windows where Downloads is. It writes the report there, or in "
        "`%LOCALAPPDATA%\\pyready`, as a new page. Then it asks Windows to open the page in the default browser."
    ),
    (
        "`pyready config --write` adds lines to your own settings of pip, conda, uv and git, after you say yes. For "
        "`pyready config --undo` it keeps a journal and a copy of each earlier file, in a folder of yours."
    ),
    (
        "`pyready check --try-run` saves one small program in your folder for programs (`%LOCALAPPDATA%`; on Linux and "
        "macOS your home folder), starts it once and removes it. It is `pyready-trial.exe`, which only the exe has, or "
        "`pyready-trial`, two lines of shell. This needs that flag, and an answer that is not known. It never happens "
        "on a shared computer, or where a program that allows only approved ones was found. Nor does it in a folder "
        "that is temporary, synchronised or not on this computer. The report lists it as started and as written."
    ),
    (
        "`pyready verify` starts the Python that you name, or the one that pyready recommends, and what it makes with "
        "it. It makes two folders whose names begin with `pyready-verify-`: one where the steps make a project, one "
        "in your folder for temporary files. At the end both are removed, and every process that it started is ended. "
        "A program that IT's rules are known to block is not started. Never on a shared computer. pip downloads from "
        "the index that it is set to use; with `--offline` nothing is downloaded."
    ),
    "`--site`, `--facts` and `--since` read the file that they name; of a folder, the files that collect.cmd makes.",
    "`pyready explain` reads the text or file that you give it. It keeps and sends nothing of it.",
)

# shown under the heading for verify
VERIFY_TITLE, VERIFY_HEAD = "What pyready verify starts", ("step", "for", "starts")
ABOUT_VERIFY = (
    (
        "Each step has its own time limit. A step whose aim is not asked for (`--for`) is not taken. The report lists "
        "every program that was started."
    ),
)

# shown under the heading for the libraries
LIBRARIES_TITLE = "What its libraries do"
ABOUT_LIBRARIES = (
    ("Python and the libraries inside pyready do this, as in any program that uses them. The report does not list it."),
)
LIBRARIES = (
    (
        "requests, which pyready tries because pip uses it: the environment variables for a proxy, "
        "`REQUESTS_CA_BUNDLE` and `CURL_CA_BUNDLE`, and on Windows the proxy of Internet Options. It opens no netrc "
        "file and sends no sign-in to a server or a proxy. Its urllib3 reserves a port of this computer for a moment, "
        "to see whether IPv6 works; nothing can connect there. Never with `--offline`."
    ),
    (
        "OpenSSL: its `openssl.cnf`, and on Linux the system's certificate bundle or those of `SSL_CERT_FILE` and "
        "`SSL_CERT_DIR`. certifi: its own certificate bundle. `SSLKEYLOGFILE` is ignored, so no keys are written."
    ),
    (
        "Python: its own library, `pyvenv.cfg`, language, time zone. As a package it might keep compiled modules "
        "beside the modules (`__pycache__`); the exe writes none."
    ),
    (
        "The C library of Linux: libraries of modules, the number of processors, and the kernel's rule for memory "
        "(`overcommit_memory`). For accounts and names it reads "
        "`/etc/nsswitch.conf` and what that names, such as `/etc/passwd` and `/etc/hosts`."
    ),
    (
        "The start of pyready: its own path, that of its Python, `PATH`, and folders such as `LOCALAPPDATA` and "
        "`HOME`. They say how a line begins that runs pyready."
    ),
    "The terminal: its size, `TERM`, `NO_COLOR` and similar ones, on Windows its code page.",
    (
        "A test traces `pyready check` on Linux, call by call, with `--offline` and without. Each file, folder, "
        "program and connection must be in the report or named here. What the report says must have been done. Other "
        "tests ask Python itself, on Linux and, with the keys of the registry, on Windows (Wine)."
    ),
)
