/* Stands where a command's program would be, and writes down how it was started: its own path, the whole command line,
   each argument, an empty field, then the environment. Fields end with a NUL, a start with a form feed. UTF-8. */
#include <stdio.h>
#include <windows.h>

static void put(FILE *file, const wchar_t *text) {
    static char bytes[4 * 32768];
    int count = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
    fwrite(bytes, 1, count, file); /* with the NUL at its end */
}

int wmain(int argc, wchar_t **argv) {
    static wchar_t text[32768];
    FILE *file;
    if (!GetEnvironmentVariableW(L"STAND_IN_SEEN", text, 32768)) return 101;
    file = _wfopen(text, L"ab");
    if (!file) return 102;
    GetModuleFileNameW(NULL, text, 32768);
    put(file, text);
    put(file, GetCommandLineW());
    for (int number = 1; number < argc; number++) put(file, argv[number]);
    put(file, L"");
    for (const wchar_t *each = GetEnvironmentStringsW(); *each; each += wcslen(each) + 1) put(file, each);
    fputc('\f', file);
    return fclose(file) ? 103 : 0;
}
