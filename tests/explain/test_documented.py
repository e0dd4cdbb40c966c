"""Messages of tools that do not run on the tests' computer, as their makers and the people who met them write them."""

from explain.samples import ids
from for_each import for_each

SAID = [
    ("windows-signature", "OSError: [WinError 577] Windows cannot verify the digital signature for this file."),
    (
        "windows-file-in-use",
        "ERROR: Could not install packages due to an OSError: [WinError 32] The process cannot access the file because it is being used by another process: 'C:\\\\x'",
    ),
    ("windows-not-a-program", "OSError: [WinError 193] %1 is not a valid Win32 application"),
    (
        "windows-not-a-program",
        "This app can't run on your PC. To find a version for your PC, check with the software publisher.",
    ),
    (
        "windows-other-processor",
        "This version of C:\\x\\python.exe is not compatible with the version of Windows you're running. [WinError 216]",
    ),
    ("read-only", "OSError: [Errno 30] Read-only file system: '/mnt/x'"),
    ("long-path", "error: unable to create file a/b/c: Filename too long"),
    ("symbolic-link-right", "OSError: [WinError 1314] A required privilege is not held by the client: 'a' -> 'b'"),
    ("onedrive-not-running", "OSError: [WinError 362] The cloud file provider is not running: 'C:\\\\Users'"),
    (
        "guarded-folder",
        "Unauthorized changes blocked\nControlled folder access blocked C:\\...\\python.exe from making changes.",
    ),
    (
        "explorer-restrictions",
        "This operation has been cancelled due to restrictions in effect on this computer. Please contact your system administrator.",
    ),
    ("browser-download-blocked", "uv.exe isn't commonly downloaded. Make sure you trust uv.exe before you open it."),
    (
        "browser-certificate",
        "Your connection isn't private\nAttackers might be trying to steal your information\nNET::ERR_CERT_AUTHORITY_INVALID",
    ),
    (
        "packed-program-library",
        "[PYI-1234:ERROR] Failed to load Python DLL 'C:\\Users\\x\\_internal\\python313.dll'.\nLoadLibrary: The specified module could not be found.",
    ),
    ("installer-cancelled", "0x80070642 - User cancelled installation."),
    ("installer-busy", "Error 1618: Another installation is already in progress."),
    ("burn-cleanroom", "[0A14:1B2C][2026]e000: Error 0x80070005: Failed to cache bundle from path: C:\\x"),
    (
        "app-failed",
        "Add-AppxPackage : Deployment failed with HRESULT: 0x80073CF9, Install failed. Please contact your software vendor.",
    ),
    ("app-conflict", "error 0x80073CF3: Package failed updates, dependency or conflict validation."),
    (
        "app-in-use",
        "Deployment failed with HRESULT: 0x80073D02, The package could not be installed because resources it modifies are currently in use.",
    ),
    (
        "app-needs-administrator",
        "Deployment failed with HRESULT: 0x80073CF6, Package could not be registered.\nerror 0x80073D28: Administrator privileges are required",
    ),
    (
        "store-no-connection",
        "Failed when searching source: msstore\nAn unexpected error occurred while executing the command:\n0x80072efd : unknown error",
    ),
    (
        "winget-source",
        "Failed in attempting to update the source: winget\n0x8a15000f : Data required by the source is missing",
    ),
    (
        "winget-inspected",
        "Failed when opening source(s)\n0x8a15005e : The server certificate did not match any of the expected values.",
    ),
    ("winget-hash", "Installer hash does not match; this cannot be overridden when running as admin"),
    ("py-none", "No suitable Python runtime found\nPass --list (-0) to see all detected environments on your machine"),
    (
        "py-older-first",
        "C:\\WINDOWS\\python.exe: can't open file 'C:\\\\Users\\\\jo\\\\install': [Errno 2] No such file or directory",
    ),
    ("python-manager-none", '[ERROR] No runtimes are installed. Try running "py install default" first.'),
    ("python-manager-index", "[ERROR] Unable to access runtimes index: <urlopen error [SSL: X]>"),
    (
        "launcher-cannot-start",
        "uv trampoline failed to spawn Python child process\n  Caused by: The system cannot find the path specified. (os error 3)",
    ),
    ("python-library-mixed", "AssertionError: SRE module mismatch"),
    (
        "python-library-missing",
        "The code execution cannot proceed because VCRUNTIME140.dll was not found. Reinstalling the program may fix this problem.",
    ),
    (
        "command-in-python",
        '>>> pip install pandas\n  File "<stdin>", line 1\n    pip install pandas\n        ^^^^^^^\nSyntaxError: invalid syntax',
    ),
    (
        "powershell-scripts",
        "File C:\\x\\Activate.ps1 cannot be loaded. The file C:\\x\\Activate.ps1 is not digitally signed. You cannot run this script on the current system.",
    ),
    (
        "powershell-policy-above",
        "Set-ExecutionPolicy : Windows PowerShell updated your execution policy successfully, but the setting is overridden by a policy defined at a more specific scope.\n + FullyQualifiedErrorId : ExecutionPolicyOverride,Microsoft.PowerShell.Commands.SetExecutionPolicyCommand",
    ),
    (
        "powershell-refused",
        "AuthorizationManager check failed.\n    + CategoryInfo          : SecurityError: (:) [], PSSecurityException\n    + FullyQualifiedErrorId : UnauthorizedAccess",
    ),
    (
        "powershell-limited",
        "Cannot create type. Only core types are supported in this language mode.\n    + FullyQualifiedErrorId : CannotCreateTypeConstrainedLanguage,Microsoft.PowerShell.Commands.NewObjectCommand",
    ),
    (
        "windows-policy",
        "Program 'python.exe' failed to run: This program is blocked by group policy. For more information, contact your system administratorAt line:1 char:1\n + FullyQualifiedErrorId : NativeCommandFailed",
    ),
    (
        "environment-ensurepip",
        "Error: Command '['C:\\\\Users\\\\jo\\\\first\\\\Scripts\\\\python.exe', '-m', 'ensurepip', '--upgrade', '--default-pip']' returned non-zero exit status 1.",
    ),
    (
        "environment-copy-stopped",
        "Unable to copy 'C:\\\\Python313\\\\Lib\\\\venv\\\\scripts\\\\nt\\\\venvlauncher.exe' to 'C:\\\\x\\\\Scripts\\\\python.exe'",
    ),
    ("conda-not-set-up", "CondaError: Run 'conda init' before 'conda activate'"),
    (
        "conda-not-writable",
        "EnvironmentNotWritableError: The current user does not have write permissions to the target environment.\n  environment location: C:\\ProgramData\\miniforge3",
    ),
    ("conda-certificate", "CondaSSLError: Encountered an SSL error. Most likely a certificate verification issue."),
    (
        "conda-proxy",
        "ProxyError: Conda cannot proceed due to an error in your proxy configuration.\nCheck for typos and other configuration errors in any '.netrc' file",
    ),
    (
        "conda-package-not-found",
        "PackagesNotFoundInChannelsError: The following packages are not available from current channels:\n\n  - pandsa",
    ),
    (
        "conda-package-not-found",
        "PackagesNotFoundError: The following packages are not available from current channels:\n\n  - pandsa",
    ),
    (
        "python-without-tls",
        "WARNING: pip is configured with locations that require TLS/SSL, however the ssl module in Python is not available.",
    ),
    ("vscode-marketplace", "Error while fetching extensions. XHR failed"),
    ("vscode-helper-blocked", "Error: spawn UNKNOWN\n    at ChildProcess.spawn (node:internal/child_process:421:11)"),
    (
        "jupyter-kernel-package",
        "Running cells with 'Python 3.13.0' requires the ipykernel package.\nRun the following command to install 'ipykernel' into the Python environment.",
    ),
    (
        "jupyter-runtime-folder",
        "win32security.SetFileSecurity(fname, ...) pywintypes.error: (5, 'SetFileSecurity', 'Access is denied.')",
    ),
    (
        "git-certificate",
        "fatal: unable to access 'https://git.example/': server certificate verification failed. CAfile: none CRLfile: none",
    ),
    (
        "windows-untrusted-root",
        "fatal: unable to access 'https://git.example/': schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.",
    ),
    ("proxy-is-no-proxy", "requests.exceptions.InvalidSchema: Missing dependencies for SOCKS support."),
    ("connection-timeout", "Timeout was reached: [git.example] Connection timed out after 30001 milliseconds"),
    (
        "python-too-different",
        "ERROR: Ignored the following versions that require a different python version: 1.0 Requires-Python >=3.12\nERROR: Could not find a version that satisfies the requirement x (from versions: none)",
    ),
    (
        "build-failed",
        "error: subprocess-exited-with-error\n\n x Getting requirements to build wheel did not run successfully.\n  exit code: 1",
    ),
    (
        "library-not-loaded",
        "ImportError: DLL load failed while importing _ssl: The specified module could not be found.",
    ),
    ("notice-user-install", "Defaulting to user installation because normal site-packages is not writeable"),
    (
        "notice-not-on-path",
        "WARNING: The script jupyter.exe is installed in 'C:\\Users\\jo\\Scripts' which is not on PATH.",
    ),
    (
        "notice-link-copy",
        "warning: Failed to hardlink files; falling back to full copy. This may lead to degraded performance.",
    ),
    ("store-switched-off", "Microsoft Store is blocked\nCheck with your IT or system administrator."),
    ("cmd-switched-off", "The command prompt has been disabled by your administrator."),
    (
        "certificate-other-name",
        "certificate verify failed: Hostname mismatch, certificate is not valid for 'index.example'. (_ssl.c:1000)",
    ),
    ("git-sign-in", "fatal: could not read Username for 'https://git.example': terminal prompts disabled"),
    ("git-sign-in", "remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://git.example/x.git/'"),
    ("jupyter-token", "403 : Forbidden"),
    (
        "smartscreen",
        "Windows protected your PC\nMicrosoft Defender SmartScreen prevented an unrecognized app from starting.",
    ),
    (
        "defender-action",
        "Windows Security\nAction blocked\nYour IT administrator caused Windows Security to block this action.",
    ),
    (
        "catalogue-not-detected",
        "The application was not detected after installation completed successfully (0x87D1041C)",
    ),
    (
        "hash-differs",
        "ChecksumMismatchError: Conda detected a mismatch between the expected content and downloaded content",
    ),
]


@for_each(("message", "text"), SAID, ids=[f"{number}: {each}" for number, (each, _) in enumerate(SAID)])
def test_a_documented_message_is_recognised(message: str, text: str) -> None:
    assert ids(text)[:1] == [message]
