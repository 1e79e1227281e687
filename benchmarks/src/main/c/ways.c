/* The other ways of waiting: an event per operation each, and the caller submits. */
#include "peer.h"
#include <stdlib.h>

static void open_nothing(int capacity)
{
}

/* --- A waiter per 63 operations --- */

typedef struct {
    HANDLE events[63];
    operation *operations[63];
    int count;
    HANDLE thread;
} group;

static group *groups;
static int adopted;

static DWORD WINAPI wait_for_group(void *argument)
{
    group *g = argument;
    int first = 0;
    HANDLE handles[63];
    for (;;) {
        for (int i = 0; i < 63; i++)
            handles[i] = g->events[(first + i) % 63];
        DWORD index = WaitForMultipleObjects(63, handles, FALSE, INFINITE);
        if (index >= 63)
            die("WaitForMultipleObjects");
        int signalled = (first + index) % 63;
        saw(g->operations[signalled]);
        first = (signalled + 1) % 63;
    }
    return 0;
}

static void open_groups(int capacity)
{
    groups = calloc(capacity / 63 + 1, sizeof *groups);
}

/* Its thread begins with the first operation: by then the events of a case are what they will be. */
static void start_in_group(operation *op)
{
    group *g = op->group;
    if (!g->thread)
        g->thread = new_thread(wait_for_group, g);
    start(op, op->event);
}

static void adopt_into_group(operation *op)
{
    group *g = &groups[adopted / 63];
    int slot = adopted++ % 63;
    if (slot == 0) {
        for (int i = 0; i < 63; i++)
            g->events[i] = new_event();
    }
    if (op->code == EVENT_CODE)
        g->events[slot] = op->handle;
    g->operations[slot] = op;
    op->event = g->events[slot];
    op->group = g;
}

const way way_waiter63 = {"c-waiter63", open_groups, adopt_into_group, start_in_group};

/* --- RegisterWaitForSingleObject --- */

static void adopt_with_event(operation *op)
{
    op->event = op->code == EVENT_CODE ? op->handle : new_event();
}

static void CALLBACK on_signal(void *argument, BOOLEAN timed_out)
{
    saw(argument);
}

static void register_and_start(operation *op)
{
    if (op->registration)
        UnregisterWait(op->registration);
    start(op, op->event);
    if (!RegisterWaitForSingleObject(&op->registration, op->event, on_signal, op, INFINITE, WT_EXECUTEONLYONCE))
        die("RegisterWaitForSingleObject");
}

const way way_regwait = {"c-regwait", open_nothing, adopt_with_event, register_and_start};

/* --- A thread per operation --- */

static DWORD WINAPI block(void *argument)
{
    operation *op = argument;
    for (;;) {
        WaitForSingleObject(op->go, INFINITE);
        start(op, op->event);
        WaitForSingleObject(op->event, INFINITE);
        saw(op);
    }
    return 0;
}

static void adopt_with_thread(operation *op)
{
    adopt_with_event(op);
    op->go = new_event();
    CloseHandle(new_thread(block, op));
}

static void release_thread(operation *op)
{
    SetEvent(op->go);
}

const way way_thread = {"c-thread", open_nothing, adopt_with_thread, release_thread};

/* --- Polling --- */

static operation **polled;
static int polled_count;
static SRWLOCK polled_lock = SRWLOCK_INIT;

static DWORD WINAPI poll(void *unused)
{
    for (;;) {
        AcquireSRWLockExclusive(&polled_lock);
        for (int i = polled_count - 1; i >= 0; i--) {
            operation *op = polled[i];
            if (is_complete(op)) {
                polled[i] = polled[--polled_count];
                saw(op);
            }
        }
        ReleaseSRWLockExclusive(&polled_lock);
        Sleep(1);
    }
    return 0;
}

static void open_poll(int capacity)
{
    polled = malloc(capacity * sizeof *polled);
    new_thread(poll, NULL);
}

static void start_and_poll(operation *op)
{
    start(op, op->event);
    AcquireSRWLockExclusive(&polled_lock);
    polled[polled_count++] = op;
    ReleaseSRWLockExclusive(&polled_lock);
}

const way way_poll = {"c-poll", open_poll, adopt_with_event, start_and_poll};
