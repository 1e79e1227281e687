/* What the ways of waiting and the cases share. */
#ifndef PEER_H
#define PEER_H

#include <winsock2.h>
#include <windows.h>

#define STATUS_PENDING_VALUE 0x103
#define FSCTL_PIPE_LISTEN_CODE 0x00110008
/* No operation: its handle is an event that somebody else sets. */
#define EVENT_CODE 0

/* An operation that can pend, again and again. */
typedef struct operation {
    OVERLAPPED overlapped;
    HANDLE handle;
    BOOL is_socket;
    DWORD code;
    DWORD returned;
    HANDLE event;             /* for ways with an event per operation */
    HANDLE go;                /* for the thread per operation */
    void *group;              /* for the waiter per 63 operations */
    HANDLE registration;      /* for RegisterWait */
    struct operation *next;   /* for ways with a queue */
    volatile LONG64 seen;     /* ticks at which the way of waiting noticed the completion */
} operation;

/* A way of waiting for operations. The main thread calls all of it. */
typedef struct {
    const char *name;
    void (*open)(int capacity);
    /* Called once for each operation. */
    void (*adopt)(operation *op);
    /* Issues it, or lets it be issued soon. */
    void (*submit)(operation *op);
} way;

extern const way way_shared, way_waiter63, way_regwait, way_thread, way_poll;

/* measure.c */
LONG64 ticks(void);
double micros(LONG64 from, LONG64 to);
double cpu_millis(void);
double resident_kilobytes(void);
int thread_count(void);
void print(const char *kase, const char *metric, double value);
/* Prints p50, p90 and p99, and sorts the values. */
void print_percentiles(const char *kase, double *values, int count);
void die(const char *what);
extern const char *variant;

/* operation.c */
operation *new_operations(int count);
/* Makes the call with a tagged event; it is pending or complete afterwards. */
void start(operation *op, HANDLE event);
BOOL is_complete(const operation *op);
/* The way of waiting has noticed the completion. */
void saw(operation *op);
/* How many completions are to come until await_seen returns. */
void expect(int count);
void await_seen(void);
/* Waits until so many operations were issued since the start of the program. */
void await_issued(LONG64 count);
HANDLE new_thread(LPTHREAD_START_ROUTINE body, void *argument);
HANDLE new_event(void);

/* datagram.c */
void run_datagram(const char *kase, int count);

#endif
