// SPDX-License-Identifier: GPL-2.0-only
/* onload_get_tcp_info on sockets of every kind, in every length, and its fields beside what the kernel itself tells. */
#include "app.h"
#include "onload.h"
#include <sys/ioctl.h>

/* glibc's own struct tcp_info ends before these. */
#define TCPI_SND_WND 228
#define TCPI_RCV_WND 232

static struct onload_tcp_info info_of(int fd)
{
    struct onload_tcp_info info;
    int length = sizeof(info);

    NEED(ONLOAD(onload_get_tcp_info)(fd, &info, &length));
    return info;
}

static void refused(const char *what, int fd)
{
    struct onload_tcp_info info;
    int length = sizeof(info);

    memset(&info, 0x5a, sizeof(info));
    ANSWER(what, ONLOAD(onload_get_tcp_info)(fd, &info, &length));
    if (info.so_recvbuf != 0x5a5a5a5a || length != sizeof(info))
        fact("%s: touched", what);
}

static void lengths(int fd)
{
    static const int rooms[] = {0, 1, 4, 35, 36, 37, 1000};
    unsigned char bytes[64];

    for (size_t i = 0; i < COUNT(rooms); i++) {
        int length = rooms[i], written = 0;
        memset(bytes, 0xa5, sizeof(bytes));
        int result = ONLOAD(onload_get_tcp_info)(fd, (struct onload_tcp_info *)bytes, &length);
        for (int k = 0; k < (int)sizeof(bytes); k++)
            if (bytes[k] != 0xa5)
                written = k + 1;
        fact("room for %d: %d %d, written %s", rooms[i], result, length, written <= length ? "so far" : "beyond");
    }
}

static int option(int fd, int name)
{
    int value = 0;
    socklen_t length = sizeof(value);

    NEED(getsockopt(fd, SOL_SOCKET, name, &value, &length));
    return value;
}

static uint32_t kernel_word(int fd, size_t offset)
{
    char raw[256] = "";
    uint32_t word;
    socklen_t length = sizeof(raw);

    NEED(getsockopt(fd, IPPROTO_TCP, TCP_INFO, raw, &length));
    memcpy(&word, raw + offset, sizeof(word));
    return word;
}

static const char *same(long a, long b)
{
    return a == b ? "as the kernel has it" : "not";
}

static void idle(int fd)
{
    struct onload_tcp_info info = info_of(fd);
    int mss = kernel_word(fd, offsetof(struct tcp_info, tcpi_snd_mss));
    uint32_t window = kernel_word(fd, TCPI_RCV_WND);
    int packets = kernel_word(fd, offsetof(struct tcp_info, tcpi_snd_cwnd));

    fact("so_recvbuf %s", same(info.so_recvbuf, option(fd, SO_RCVBUF)));
    fact("so_sndbuf %s", same(info.so_sndbuf, option(fd, SO_SNDBUF)));
    fact("so_sndbuf_pkts %s", same(info.so_sndbuf_pkts, (info.so_sndbuf + mss - 1) / mss));
    fact("sndbuf_pkts_avail %s", same(info.sndbuf_pkts_avail, info.so_sndbuf / mss));
    fact("snd_mss %s", same(info.snd_mss, mss));
    fact("snd_window %s", same(info.snd_window, kernel_word(fd, TCPI_SND_WND)));
    fact("rcv_window %s", same(info.rcv_window, window ? window : kernel_word(fd, offsetof(struct tcp_info, tcpi_rcv_space))));
    fact("cong_window %s", same(info.cong_window, (long)packets * mss));
    fact("rcvbuf_used %d", info.rcvbuf_used);
}

static void in_use(struct pair pair)
{
    static char data[100000];
    struct onload_tcp_info before = info_of(pair.sender);
    long sent = 0, queued = 0;

    while (queued == 0) {
        sent += NEED(send(pair.sender, data, sizeof(data), MSG_DONTWAIT));
        NEED(ioctl(pair.sender, TIOCOUTQ, &queued));
    }
    struct onload_tcp_info after = info_of(pair.sender);
    struct onload_tcp_info receiver = info_of(pair.receiver);
    fact("received bytes are in use: %s", receiver.rcvbuf_used > 0 ? "yes" : "no");
    fact("less room to send: %s", after.sndbuf_pkts_avail < before.sndbuf_pkts_avail ? "yes" : "no");
    fact("windows are not negative: %s", after.snd_window >= 0 && after.cong_window >= 0 ? "yes" : "no");
}

int main(int argc, char **argv)
{
    struct pair pair = open_tcp_pair(argc > 1 ? argv[1] : "ipv4");
    int listener = open_socket("tcp", "ipv4");

    refused("fresh", listener);
    bind_loopback(listener, "ipv4");
    NEED(listen(listener, 1));
    refused("listening", listener);
    refused("udp", open_udp_pair("ipv4").sender);
    refused("unix", NEED(socket(AF_UNIX, SOCK_STREAM, 0)));
    refused("file", 0);
    refused("closed", -1);
    refused("kernel's", NEED(ONLOAD(onload_socket_nonaccel)(AF_INET, SOCK_STREAM, 0)));
    if (ONLOAD(onload_is_present)()) {
        lengths(pair.sender);
        idle(pair.sender);
        in_use(pair);
        NEED(shutdown(pair.sender, SHUT_WR));
        fact("ended on one side: %d", info_of(pair.receiver).snd_mss > 0);
    } else {
        refused("connected", pair.sender);
    }
    return 0;
}
