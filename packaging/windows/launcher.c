/* Greenroom.exe and command-line\greenroom.exe: runs the installed version of Greenroom in its own Python.
 *
 * The installer puts every version into a folder of its own below `app` and writes which one counts into
 * `current.txt` as its last act, as in "0.1.0\python313.dll". So an upgrade that is interrupted at whatever point
 * leaves a program that starts. This file knows no version and stays what it is across them.
 *
 * Built twice: without a console (the window), and with CONSOLE defined (the command line, one folder deeper). */

#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdlib.h>
#include <stdio.h>
#include <wchar.h>

#define LONGEST 32768 /* characters of a path, with long paths allowed */
#define POINTER_BYTES 128

typedef int (*PythonMain)(int, wchar_t **);

static int fail(const wchar_t *why)
{
    static wchar_t text[LONGEST];
    _snwprintf(text, LONGEST - 1,
               L"Greenroom cannot start.\n\n%ls\n\n"
               L"Install it again with its installer. Your answers and recordings are kept.", why);
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"Greenroom", MB_OK | MB_ICONERROR);
#endif
    return 1;
}

/* Cut the last part off a path. */
static void to_parent(wchar_t *path)
{
    wchar_t *end = wcsrchr(path, L'\\');
    if (end)
        *end = L'\0';
}

/* What current.txt holds, or 0: letters of a relative path to a library, nothing that leads elsewhere. */
static int read_pointer(const wchar_t *file, wchar_t *pointer)
{
    char bytes[POINTER_BYTES];
    DWORD count = 0, i;
    HANDLE handle = CreateFileW(file, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
    if (handle == INVALID_HANDLE_VALUE)
        return 0;
    if (!ReadFile(handle, bytes, sizeof bytes - 1, &count, NULL))
        count = 0;
    CloseHandle(handle);
    for (i = 0; i < count && bytes[i] > ' ' && bytes[i] < 127 && bytes[i] != ':' && bytes[i] != '/'; i++)
        pointer[i] = (wchar_t)bytes[i];
    pointer[i] = L'\0';
    return i > 0 && wcschr(pointer, L'\\') && !wcsstr(pointer, L"..");
}

int wmain(int argc, wchar_t **argv)
{
    static wchar_t home[LONGEST], path[LONGEST], script[LONGEST], pointer[POINTER_BYTES];
    wchar_t **arguments;
    HMODULE library;
    PythonMain python_main;
    int i, count = 0;
    DWORD length = GetModuleFileNameW(NULL, home, LONGEST);

    if (length == 0 || length >= LONGEST - 2 * POINTER_BYTES)
        return fail(L"The path of its folder is too long.");
    to_parent(home);
#ifdef CONSOLE
    to_parent(home);
#endif
    _snwprintf(path, LONGEST - 1, L"%ls\\current.txt", home);
    if (!read_pointer(path, pointer))
        return fail(L"Its installation was not finished: current.txt is missing or damaged.");
    _snwprintf(path, LONGEST - 1, L"%ls\\app\\%ls", home, pointer);
    wcscpy(script, path);
    to_parent(script);
    AddDllDirectory(script); /* for what extension modules need of Python's and the C++ runtime's libraries */
    wcscat(script, L"\\start.py");
    library = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    python_main = library ? (PythonMain)(INT_PTR)GetProcAddress(library, "Py_Main") : NULL;
    if (!python_main) {
        static wchar_t why[LONGEST];
        _snwprintf(why, LONGEST - 1, L"%ls is missing or damaged.", path);
        return fail(why);
    }
    arguments = calloc((size_t)argc + 5, sizeof *arguments);
    if (!arguments)
        return fail(L"There is no memory left.");
    arguments[count++] = argv[0];
    arguments[count++] = L"-X";
    arguments[count++] = L"utf8";
    arguments[count++] = script;
    for (i = 1; i < argc; i++)
        arguments[count++] = argv[i];
    return python_main(count, arguments);
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, wchar_t *line, int show)
{
    (void)instance, (void)previous, (void)line, (void)show;
    return wmain(__argc, __wargv);
}
#endif
