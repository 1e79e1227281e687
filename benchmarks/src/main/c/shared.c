/* One waiter, which submits too, and 63 events that any number of operations share. */
#include "peer.h"
#include <stdlib.h>

#define LANES 63

typedef struct {
    HANDLE event;
    operation **active;
    int count;
    BOOL touched;
} lane;

static lane lanes[LANES];
static HANDLE control;
static operation *volatile queue;
static volatile LONG asleep;
static int next_lane;

static void look(lane *l)
{
    for (int i = l->count - 1; i >= 0; i--) {
        operation *op = l->active[i];
        if (is_complete(op)) {
            l->active[i] = l->active[--l->count];
            saw(op);
        }
    }
}

static void start_all(operation *newest)
{
    operation *oldest = NULL;
    while (newest) {
        operation *next = newest->next;
        newest->next = oldest;
        oldest = newest;
        newest = next;
    }
    for (operation *op = oldest, *next; op; op = next) {
        lane *l = &lanes[next_lane];
        next_lane = (next_lane + 1) % LANES;
        next = op->next;
        l->active[l->count++] = op;
        l->touched = TRUE;
        start(op, l->event);
    }
    /* A start wipes out the signal of whatever else has completed on its event. */
    for (int i = 0; i < LANES; i++) {
        if (lanes[i].touched) {
            lanes[i].touched = FALSE;
            look(&lanes[i]);
        }
    }
}

static DWORD WINAPI waiter(void *unused)
{
    int first = 0;
    HANDLE handles[LANES + 1];
    handles[0] = control;
    for (;;) {
        operation *newest = InterlockedExchangePointer((void *volatile *)&queue, NULL);
        if (newest)
            start_all(newest);
        InterlockedExchange(&asleep, TRUE);
        if (queue) {
            InterlockedExchange(&asleep, FALSE);
            continue;
        }
        /* The lowest signalled index is reported: begin with another lane each time. */
        for (int i = 0; i < LANES; i++)
            handles[i + 1] = lanes[(first + i) % LANES].event;
        DWORD index = WaitForMultipleObjects(LANES + 1, handles, FALSE, INFINITE);
        InterlockedExchange(&asleep, FALSE);
        if (index > 0 && index <= LANES) {
            int signalled = (first + index - 1) % LANES;
            look(&lanes[signalled]);
            first = (signalled + 1) % LANES;
        }
    }
    return 0;
}

static void open(int capacity)
{
    control = new_event();
    for (int i = 0; i < LANES; i++) {
        lanes[i].event = new_event();
        /* Lanes are taken in turn, but operations end in any order. */
        lanes[i].active = malloc(capacity * sizeof(operation *));
    }
    new_thread(waiter, NULL);
}

static void adopt(operation *op)
{
    op->next = NULL;
}

static void submit(operation *op)
{
    operation *first;
    do {
        first = queue;
        op->next = first;
    } while (InterlockedCompareExchangePointer((void *volatile *)&queue, op, first) != first);
    if (asleep && InterlockedExchange(&asleep, FALSE))
        SetEvent(control);
}

const way way_shared = {"c-shared", open, adopt, submit};
