/* Included into PyInstaller's bootloader by build/bootloader.py: what is done before anything else is loaded.
 *
 * Windows shows a zip as if it were a folder. A program started there is copied out alone, without the folder it
 * needs, and would end with a message about a missing DLL in a window that closes at once. No Python code can say
 * anything then, so this does.
 *
 * And a folder of downloads may hold anything: a DLL there that is called like one of Windows must never be taken.
 */
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

static const char pyready_text[] =
    "pyready cannot start: the folder _internal is not beside it.\r\n"
    "\r\n"
    "Most likely it was opened inside the zip file. Please extract the whole zip first:\r\n"
    "\r\n"
    "  1. Close this window and go back to the zip file.\r\n"
    "  2. Right-click it and choose \"Extract All...\".\r\n"
    "  3. Open the new folder and double-click pyready there.\r\n"
    "\r\n"
    "Nothing was changed on this computer.\r\n";

/* What the parts in _internal import from Windows and Windows does not itself bind to System32 (its "known DLLs").
 * tests/exe plants a DLL for every import, so one that is missing here is noticed. */
static const wchar_t *const pyready_of_windows[] = {L"bcrypt.dll", L"crypt32.dll", L"iphlpapi.dll", L"version.dll"};

/* Python looks for what an extension module imports in the program's folder before System32, whatever the default is.
 * A DLL that is already loaded is not looked for. The default is for all that asks by name and says nothing else. */
static void
pyready_only_system32(void)
{
    size_t each;

    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
    for (each = 0; each < sizeof pyready_of_windows / sizeof pyready_of_windows[0]; each++) {
        LoadLibraryExW(pyready_of_windows[each], NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
    }
}

/* At once: the bootloader's own stream writes letter by letter. */
static void
pyready_say(const char *text)
{
    DWORD written;
    WriteFile(GetStdHandle(STD_ERROR_HANDLE), text, (DWORD)strlen(text), &written, NULL);
}

/* 0 when all is there; else the text has been shown. It waits only in a window that would close with the program. */
static int
pyready_is_alone(void)
{
    static wchar_t folder[32768];
    DWORD processes[2], mode;
    DWORD length = GetModuleFileNameW(NULL, folder, 32768 - 16);
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);

    while (length > 0 && folder[length - 1] != L'\\') {
        length--;
    }
    wcscpy(folder + length, L"_internal");
    if (GetFileAttributesW(folder) != INVALID_FILE_ATTRIBUTES) {
        return 0;
    }
    pyready_say(pyready_text);
    if (GetConsoleProcessList(processes, 2) == 1 && GetConsoleMode(input, &mode)) {
        pyready_say("\r\nPress Enter to close this window.");
        (void)getchar();
    }
    return 1;
}
