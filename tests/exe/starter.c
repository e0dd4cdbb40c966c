/* starter.exe VARIABLES COMMAND KEY...
 *
 * Nobody may read these registry keys and what is below them, in this run of Wine; then the command runs with exactly
 * the environment variables of that file. */
#include <aclapi.h>
#include <sddl.h>
#include <stdio.h>
#include <windows.h>

static PSECURITY_DESCRIPTOR nobody;

static int
deny(HKEY above, const wchar_t *path)
{
    wchar_t name[256];
    DWORD index = 0;
    HKEY key;

    if (RegOpenKeyExW(above, path, 0, KEY_ALL_ACCESS, &key)) {
        return 1;
    }
    while (RegEnumKeyW(key, index++, name, 256) == 0) {
        if (deny(key, name)) {
            return 1;
        }
    }
    return RegSetKeySecurity(key, DACL_SECURITY_INFORMATION, nobody) != 0;
}

int
wmain(int argc, wchar_t **argv)
{
    static wchar_t variables[100000];
    STARTUPINFOW startup = {sizeof startup};
    PROCESS_INFORMATION child;
    DWORD code = 99;
    FILE *file = _wfopen(argv[1], L"rb");
    int each;

    if (!file || !fread(variables, 1, sizeof variables - 4, file)) {
        return 95;
    }
    ConvertStringSecurityDescriptorToSecurityDescriptorW(L"D:(D;;KA;;;WD)", SDDL_REVISION_1, &nobody, NULL);
    for (each = 3; each < argc; each++) {
        HKEY root = wcsncmp(argv[each], L"HKCU\\", 5) ? HKEY_LOCAL_MACHINE : HKEY_CURRENT_USER;
        if (deny(root, argv[each] + 5)) {
            return 96;
        }
    }
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    /* Wine now and then fails inside; no Windows does (tests/wine.py). */
    for (each = 0; !CreateProcessW(NULL, argv[2], NULL, NULL, TRUE, CREATE_UNICODE_ENVIRONMENT, variables, L"C:\\",
                                   &startup, &child); each++) {
        DWORD error = GetLastError();
        if (each == 2 || error != ERROR_INTERNAL_ERROR) {
            fprintf(stderr, "not started: error %lu", error);
            return 97;
        }
    }
    WaitForSingleObject(child.hProcess, 90000);
    GetExitCodeProcess(child.hProcess, &code);
    return (int)code;
}
