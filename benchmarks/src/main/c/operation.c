/* Operations that pend: how they are issued, and how their completions are counted. */
#include "peer.h"
#include <stdlib.h>

static volatile LONG expected;
static volatile LONG64 issued;
static HANDLE all_seen;

operation *new_operations(int count)
{
    operation *operations = calloc(count, sizeof *operations);
    if (!operations)
        die("calloc");
    return operations;
}

void start(operation *op, HANDLE event)
{
    BOOL failed;
    DWORD error;
    if (op->code == EVENT_CODE) {
        InterlockedIncrement64(&issued);
        return;
    }
    op->overlapped.InternalHigh = 0;
    op->overlapped.hEvent = (HANDLE)((ULONG_PTR)event | 1);
    /* Not every provider writes that itself. */
    op->overlapped.Internal = STATUS_PENDING_VALUE;
    if (op->is_socket) {
        failed = WSAIoctl((SOCKET)op->handle, op->code, NULL, 0, NULL, 0, &op->returned, &op->overlapped, NULL) != 0;
        error = WSAGetLastError();
    } else {
        failed = !DeviceIoControl(op->handle, op->code, NULL, 0, NULL, 0, &op->returned, &op->overlapped);
        error = GetLastError();
    }
    if (failed && error != ERROR_IO_PENDING) {
        SetLastError(error);
        die("starting an operation");
    }
    InterlockedIncrement64(&issued);
}

BOOL is_complete(const operation *op)
{
    return __atomic_load_n(&op->overlapped.Internal, __ATOMIC_ACQUIRE) != STATUS_PENDING_VALUE;
}

void saw(operation *op)
{
    op->seen = ticks();
    if (InterlockedDecrement(&expected) == 0)
        SetEvent(all_seen);
}

void expect(int count)
{
    if (!all_seen)
        all_seen = new_event();
    InterlockedExchange(&expected, count);
}

void await_seen(void)
{
    WaitForSingleObject(all_seen, INFINITE);
}

void await_issued(LONG64 count)
{
    while (issued < count)
        SwitchToThread();
}

HANDLE new_event(void)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    if (!event)
        die("CreateEvent");
    return event;
}

HANDLE new_thread(LPTHREAD_START_ROUTINE body, void *argument)
{
    HANDLE thread = CreateThread(NULL, 65536, body, argument, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    if (!thread)
        die("CreateThread");
    return thread;
}
