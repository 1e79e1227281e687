/*
 * The raw Win32 peer: peer VARIANT CASE:COUNT...
 * Each case prints lines "case,variant,metric,value".
 */
#include "peer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIONREAD_CODE 0x4004667F
#define ADDRESS_LIST_CHANGE_CODE 0x28000017

static const way *ways[] = {&way_shared, &way_waiter63, &way_regwait, &way_thread, &way_poll};
static const way *chosen;
static LONG64 submitted;

static void submit(operation *op)
{
    submitted++;
    chosen->submit(op);
}

static void submit_all(operation *operations, int count)
{
    for (int i = 0; i < count; i++)
        submit(&operations[i]);
    await_issued(submitted);
}

/* The same order in every peer: a linear congruential generator. */
static int *shuffled(int count)
{
    int *order = malloc(count * sizeof *order);
    ULONG64 seed = 20260131;
    for (int i = 0; i < count; i++)
        order[i] = i;
    for (int i = count - 1; i > 0; i--) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        int j = (int)((seed >> 33) % (i + 1));
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
    }
    return order;
}

/* --- Operations that complete at once --- */

static SOCKET connected_socket(void)
{
    SOCKET listener = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    struct sockaddr_in address = {.sin_family = AF_INET};
    int length = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 1) ||
        getsockname(listener, (struct sockaddr *)&address, &length))
        die("listening");
    SOCKET client = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (connect(client, (struct sockaddr *)&address, length))
        die("connecting");
    /* The other end stays open until the process ends. */
    accept(listener, NULL, NULL);
    closesocket(listener);
    return client;
}

typedef struct {
    SOCKET socket;
    int count;
} immediate_work;

static DWORD WINAPI immediate(void *argument)
{
    immediate_work *work = argument;
    HANDLE event = new_event();
    for (int i = 0; i < work->count; i++) {
        OVERLAPPED overlapped = {.Internal = STATUS_PENDING_VALUE, .hEvent = (HANDLE)((ULONG_PTR)event | 1)};
        u_long available;
        DWORD returned;
        if (WSAIoctl(work->socket, FIONREAD_CODE, NULL, 0, &available, sizeof available, &returned, &overlapped, NULL))
            die("FIONREAD");
    }
    return 0;
}

static double immediate_micros(immediate_work *work, int threads)
{
    HANDLE handles[64];
    LONG64 from = ticks();
    for (int i = 0; i < threads; i++)
        handles[i] = new_thread(immediate, &work[i]);
    WaitForMultipleObjects(threads, handles, TRUE, INFINITE);
    return micros(from, ticks());
}

static void run_immediate(const char *kase, int threads, int count)
{
    immediate_work work[64];
    for (int i = 0; i < threads; i++) {
        work[i].socket = connected_socket();
        work[i].count = count / 4;
    }
    immediate_micros(work, threads);
    for (int i = 0; i < threads; i++)
        work[i].count = count;
    print(kase, "op_us", immediate_micros(work, threads) / ((double)threads * count));
}

/* --- Pipes --- */

typedef struct {
    WCHAR name[64];
    operation *op;
} door;

static door *new_doors(operation *operations, int count)
{
    static int made;
    door *doors = calloc(count, sizeof *doors);
    for (int i = 0; i < count; i++) {
        operation *op = &operations[i];
        swprintf(doors[i].name, 64, L"\\\\.\\pipe\\asyncioctl-bench-%lu-%d", GetCurrentProcessId(), ++made);
        op->handle = CreateNamedPipeW(
            doors[i].name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED, 0, 1, 512, 512, 0, NULL);
        if (op->handle == INVALID_HANDLE_VALUE)
            die("CreateNamedPipe");
        op->code = FSCTL_PIPE_LISTEN_CODE;
        doors[i].op = op;
        chosen->adopt(op);
    }
    return doors;
}

static HANDLE open_door(door *d)
{
    HANDLE client = CreateFileW(d->name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (client == INVALID_HANDLE_VALUE)
        die("CreateFile");
    return client;
}

static void close_doors(door *doors, int count)
{
    for (int i = 0; i < count; i++)
        CloseHandle(doors[i].op->handle);
    free(doors);
}

/* With idle milliseconds before each client comes, as in real life; with 0 one comes after the other. */
static void run_pipe(const char *kase, int pending, int idle, int count)
{
    operation *operations = new_operations(pending);
    door *doors = new_doors(operations, pending);
    double *latencies = malloc(count * sizeof *latencies);
    double submitting = 0;
    int warm_up = count / 4;
    LONG64 begun = ticks();
    submit_all(operations, pending);
    print(kase, "arm_us", micros(begun, ticks()) / pending);
    for (int i = -warm_up; i < count; i++) {
        door *d = &doors[(unsigned)(i + warm_up) * 7919u % pending];
        if (i == 0) {
            submitting = 0;
            begun = ticks();
        }
        /* Returns when the pipe listens. */
        if (!WaitNamedPipeW(d->name, 10000))
            die("WaitNamedPipe");
        if (idle > 0)
            Sleep(idle);
        expect(1);
        LONG64 from = ticks();
        HANDLE client = open_door(d);
        await_seen();
        if (i >= 0)
            latencies[i] = micros(from, d->op->seen);
        CloseHandle(client);
        DisconnectNamedPipe(d->op->handle);
        from = ticks();
        submit(d->op);
        submitting += micros(from, ticks());
    }
    print(kase, "cycle_us", micros(begun, ticks()) / count);
    print(kase, "submit_us", submitting / count);
    print_percentiles(kase, latencies, count);
    await_issued(submitted);
    expect(pending);
    close_doors(doors, pending);
    await_seen();
}

static void run_random(const char *kase, int pending, int count)
{
    operation *operations = new_operations(pending);
    int *order = shuffled(pending);
    HANDLE *clients = malloc(pending * sizeof *clients);
    for (int round = 0; round < count; round++) {
        door *doors = new_doors(operations, pending);
        submit_all(operations, pending);
        expect(pending);
        LONG64 from = ticks();
        for (int i = 0; i < pending; i++)
            clients[i] = open_door(&doors[order[i]]);
        await_seen();
        print(kase, "all_ms", micros(from, ticks()) / 1000);
        for (int i = 0; i < pending; i++)
            CloseHandle(clients[i]);
        close_doors(doors, pending);
    }
}

/* --- Events --- */

/* N events are waited for, and set one after the other; that one is waited for again. */
static void run_wait(const char *kase, int pending, int count)
{
    operation *operations = new_operations(pending);
    double *latencies = malloc(count * sizeof *latencies);
    int warm_up = count / 4;
    for (int i = 0; i < pending; i++) {
        operations[i].handle = new_event();
        operations[i].code = EVENT_CODE;
        chosen->adopt(&operations[i]);
    }
    submit_all(operations, pending);
    for (int i = -warm_up; i < count; i++) {
        operation *op = &operations[(unsigned)(i + warm_up) * 7919u % pending];
        await_issued(submitted);
        expect(1);
        LONG64 from = ticks();
        SetEvent(op->handle);
        await_seen();
        if (i >= 0)
            latencies[i] = micros(from, op->seen);
        submit(op);
    }
    print_percentiles(kase, latencies, count);
}

/* --- Address changes --- */

static void new_udp_sockets(operation *operations, int count, int per_socket)
{
    SOCKET socket = INVALID_SOCKET;
    for (int i = 0; i < count; i++) {
        if (i % per_socket == 0)
            socket = WSASocketW(AF_INET, SOCK_DGRAM, IPPROTO_UDP, NULL, 0, WSA_FLAG_OVERLAPPED);
        if (socket == INVALID_SOCKET)
            die("WSASocket");
        operations[i].handle = (HANDLE)socket;
        operations[i].is_socket = TRUE;
        operations[i].code = ADDRESS_LIST_CHANGE_CODE;
        chosen->adopt(&operations[i]);
    }
}

static void close_sockets(operation *operations, int count, int per_socket)
{
    expect(count);
    for (int i = 0; i < count; i += per_socket)
        closesocket((SOCKET)operations[i].handle);
    await_seen();
}

static void run_cancel(const char *kase, int count)
{
    operation *op = new_operations(1);
    double *latencies = malloc(count * sizeof *latencies);
    double cancelling = 0;
    int warm_up = count / 4;
    new_udp_sockets(op, 1, 1);
    for (int i = -warm_up; i < count; i++) {
        submit(op);
        await_issued(submitted);
        expect(1);
        LONG64 from = ticks();
        CancelIoEx(op->handle, NULL);
        LONG64 returned = ticks();
        await_seen();
        if (i >= 0) {
            latencies[i] = micros(from, op->seen);
            cancelling += micros(from, returned);
        }
    }
    print(kase, "cancel_us", cancelling / count);
    print_percentiles(kase, latencies, count);
    submit_all(op, 1);
    close_sockets(op, 1, 1);
}

/* Writes a line to a program of the test bed's that reads "ip" commands. */
static void change_addresses(void)
{
    static HANDLE trigger = INVALID_HANDLE_VALUE;
    static BOOL present;
    const char *line = present ? "addr del 10.78.0.1/32 dev v1\n" : "addr add 10.78.0.1/32 dev v1\n";
    DWORD written;
    if (trigger == INVALID_HANDLE_VALUE)
        trigger = CreateFileA(getenv("BENCH_TRIGGER"), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
            OPEN_EXISTING, 0, NULL);
    present = !present;
    if (!WriteFile(trigger, line, strlen(line), &written, NULL))
        die("writing to the trigger");
}

static void run_change(const char *kase, int pending, int per_socket, int count)
{
    int threads = thread_count();
    double resident = resident_kilobytes(), cpu;
    operation *operations = new_operations(pending);
    new_udp_sockets(operations, pending, per_socket);
    LONG64 from = ticks();
    submit_all(operations, pending);
    print(kase, "arm_ms", micros(from, ticks()) / 1000);
    cpu = cpu_millis();
    Sleep(4000);
    print(kase, "idle_cpu_ms_per_s", (cpu_millis() - cpu) / 4);
    print(kase, "threads", thread_count() - threads);
    print(kase, "resident_kb", resident_kilobytes() - resident);
    /* An even number, so that the addresses are at the end what they were. */
    for (int round = 0; round < count * 2; round++) {
        expect(pending);
        from = ticks();
        change_addresses();
        await_seen();
        print(kase, round == 0 ? "first_ms" : "all_ms", micros(from, ticks()) / 1000);
        submit_all(operations, pending);
    }
    close_sockets(operations, pending, per_socket);
}

/* From the first completion seen to the last, of the first three times that all complete. */
static void run_young(const char *kase, int pending)
{
    static const char *metrics[] = {"first_ms", "second_ms", "third_ms"};
    operation *operations = new_operations(pending);
    new_udp_sockets(operations, pending, 1);
    /* One more, so that the addresses are at the end what they were. */
    for (int round = 0; round < 4; round++) {
        submit_all(operations, pending);
        expect(pending);
        change_addresses();
        await_seen();
        if (round < 3) {
            LONG64 first = operations[0].seen, last = first;
            for (int i = 1; i < pending; i++) {
                first = operations[i].seen < first ? operations[i].seen : first;
                last = operations[i].seen > last ? operations[i].seen : last;
            }
            print(kase, metrics[round], micros(first, last) / 1000);
        }
    }
    submit_all(operations, pending);
    close_sockets(operations, pending, 1);
}

/* --- */

static void run(const char *kase, int count)
{
    int size = strchr(kase, '-') ? atoi(strchr(kase, '-') + 1) : 0;
    if (!strncmp(kase, "immediate-", 10))
        run_immediate(kase, size, count);
    else if (!strncmp(kase, "pipe-", 5))
        run_pipe(kase, size, 0, count);
    else if (!strncmp(kase, "idle-", 5))
        run_pipe(kase, size, 2, count);
    else if (!strncmp(kase, "wait-", 5))
        run_wait(kase, size, count);
    else if (!strcmp(kase, "datagram-1"))
        run_datagram(kase, count);
    else if (!strncmp(kase, "young-", 6))
        run_young(kase, size);
    else if (!strncmp(kase, "random-", 7))
        run_random(kase, size, count);
    else if (!strcmp(kase, "cancel-1"))
        run_cancel(kase, count);
    else if (!strncmp(kase, "change-", 7))
        run_change(kase, size, 1, count);
    else if (!strncmp(kase, "few-", 4))
        run_change(kase, size, 1000, count);
    else
        die(kase);
}

int main(int argc, char **argv)
{
    WSADATA data;
    WSAStartup(0x0202, &data);
    for (int i = 0; argc > 1 && i < (int)(sizeof ways / sizeof *ways); i++)
        if (!strcmp(argv[1], ways[i]->name))
            chosen = ways[i];
    if (!chosen) {
        fprintf(stderr, "usage: peer VARIANT CASE:COUNT...\n");
        return 2;
    }
    variant = argv[1];
    chosen->open(65536);
    for (int i = 2; i < argc; i++) {
        char *colon = strchr(argv[i], ':');
        if (!colon)
            die(argv[i]);
        *colon = 0;
        run(argv[i], atoi(colon + 1));
    }
    fflush(stdout);
    ExitProcess(0);
}
