/* Datagrams with the address that they were sent to: WSARecvMsg with a tagged event, on a thread of its own. */
#include "peer.h"
#include <mswsock.h>
#include <stdlib.h>
#include <ws2tcpip.h>

static SOCKET receiver;
static LPFN_WSARECVMSG receive_message;
static operation received;

static DWORD WINAPI receive(void *unused)
{
    char data[64], control[256];
    struct sockaddr_in source;
    for (;;) {
        WSABUF buffer = {sizeof data, data};
        WSAMSG message = {(struct sockaddr *)&source, sizeof source, &buffer, 1, {sizeof control, control}, 0};
        OVERLAPPED *overlapped = &received.overlapped;
        DWORD count, flags;
        overlapped->Internal = STATUS_PENDING_VALUE;
        overlapped->hEvent = (HANDLE)((ULONG_PTR)received.event | 1);
        if (receive_message(receiver, &message, &count, overlapped, NULL) && WSAGetLastError() != WSA_IO_PENDING)
            die("WSARecvMsg");
        WaitForSingleObject(received.event, INFINITE);
        if (!WSAGetOverlappedResult(receiver, overlapped, &count, FALSE, &flags))
            die("WSAGetOverlappedResult");
        saw(&received);
    }
    return 0;
}

static struct sockaddr_in open_receiver(void)
{
    static GUID id = WSAID_WSARECVMSG;
    struct sockaddr_in address = {.sin_family = AF_INET};
    int length = sizeof address;
    DWORD on = 1, count;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    receiver = WSASocketW(AF_INET, SOCK_DGRAM, IPPROTO_UDP, NULL, 0, WSA_FLAG_OVERLAPPED);
    if (setsockopt(receiver, IPPROTO_IP, IP_PKTINFO, (char *)&on, sizeof on) ||
        bind(receiver, (struct sockaddr *)&address, length) ||
        getsockname(receiver, (struct sockaddr *)&address, &length) ||
        WSAIoctl(receiver, SIO_GET_EXTENSION_FUNCTION_POINTER, &id, sizeof id, &receive_message,
            sizeof receive_message, &count, NULL, NULL))
        die("opening the receiver");
    return address;
}

void run_datagram(const char *kase, int count)
{
    double *latencies = malloc(count * sizeof *latencies);
    int warm_up = count / 4;
    struct sockaddr_in address = open_receiver();
    SOCKET sender = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    received.event = new_event();
    new_thread(receive, NULL);
    for (int i = -warm_up; i < count; i++) {
        expect(1);
        LONG64 from = ticks();
        if (sendto(sender, "datagram", 8, 0, (struct sockaddr *)&address, sizeof address) != 8)
            die("sendto");
        await_seen();
        if (i >= 0)
            latencies[i] = micros(from, received.seen);
    }
    print_percentiles(kase, latencies, count);
}
