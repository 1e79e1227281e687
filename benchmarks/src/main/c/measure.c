/* Clocks, counters of the process, and the lines that the runner reads. */
#define PSAPI_VERSION 2
#include "peer.h"
#include <psapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <tlhelp32.h>

const char *variant;

void die(const char *what)
{
    fprintf(stderr, "%s failed: error %lu\n", what, GetLastError());
    ExitProcess(1);
}

LONG64 ticks(void)
{
    LARGE_INTEGER now;
    QueryPerformanceCounter(&now);
    return now.QuadPart;
}

double micros(LONG64 from, LONG64 to)
{
    static LARGE_INTEGER frequency;
    if (frequency.QuadPart == 0)
        QueryPerformanceFrequency(&frequency);
    return (to - from) * 1e6 / frequency.QuadPart;
}

static double millis(FILETIME time)
{
    return (((ULONG64)time.dwHighDateTime << 32) | time.dwLowDateTime) / 1e4;
}

double cpu_millis(void)
{
    FILETIME created, ended, kernel, user;
    GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user);
    return millis(kernel) + millis(user);
}

double resident_kilobytes(void)
{
    PROCESS_MEMORY_COUNTERS counters;
    if (!GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters))
        die("GetProcessMemoryInfo");
    return counters.WorkingSetSize / 1024.0;
}

int thread_count(void)
{
    THREADENTRY32 entry = {.dwSize = sizeof entry};
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    int count = 0;
    for (BOOL more = Thread32First(snapshot, &entry); more; more = Thread32Next(snapshot, &entry))
        count += entry.th32OwnerProcessID == GetCurrentProcessId();
    CloseHandle(snapshot);
    return count;
}

void print(const char *kase, const char *metric, double value)
{
    printf("%s,%s,%s,%.3f\n", kase, variant, metric, value);
    fflush(stdout);
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static double rank(const double *values, int count, double share)
{
    int index = (int)(share * count);
    return values[index < count ? index : count - 1];
}

void print_percentiles(const char *kase, double *values, int count)
{
    qsort(values, count, sizeof *values, compare);
    print(kase, "p50_us", rank(values, count, 0.5));
    print(kase, "p90_us", rank(values, count, 0.9));
    print(kase, "p99_us", rank(values, count, 0.99));
}
