// SPDX-License-Identifier: GPL-2.0-only
/* Whether a descriptor stays the endpoint it is: copied, inherited, accepted, passed on, closed and made again. */
#include "app.h"
#include "onload.h"
#include "rights.h"
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static void name_stack(const char *name)
{
    NEED(ONLOAD(onload_set_stackname)(ONLOAD_THIS_THREAD, ONLOAD_SCOPE_GLOBAL, name));
}

static struct onload_stat stat_of(int fd)
{
    struct onload_stat stat = {.stack_id = -1, .endpoint_id = -1};

    if (ONLOAD(onload_fd_stat)(fd, &stat) != 1)
        stat.stack_name = strdup("kernel");
    return stat;
}

static void show(const char *what, int fd)
{
    struct onload_stat stat = stat_of(fd);

    fact("%s: <%s>", what, stat.stack_name);
    free(stat.stack_name);
}

/* Whether two descriptors are one endpoint, two of one stack, or of two. */
static void compare(const char *what, int one, int other)
{
    struct onload_stat a = stat_of(one), b = stat_of(other);
    const char *relation = a.stack_id < 0 && b.stack_id < 0 ? "of no stack"
                           : a.stack_id != b.stack_id       ? "of two stacks"
                           : a.endpoint_id != b.endpoint_id ? "two of one stack"
                                                            : "the same";

    fact("%s: %s", what, relation);
}

static void copies(void)
{
    name_stack("copies");
    int fd = open_socket("udp", "ipv4");
    name_stack("later");
    compare("dup", fd, NEED(dup(fd)));
    compare("dup2", fd, NEED(dup2(fd, 100)));
    compare("dup3", fd, NEED(dup3(fd, 101, O_CLOEXEC)));
    compare("F_DUPFD", fd, NEED(fcntl(fd, F_DUPFD, 102)));
    compare("F_DUPFD_CLOEXEC", fd, NEED(fcntl(fd, F_DUPFD_CLOEXEC, 103)));
    int later = open_socket("udp", "ipv4");
    compare("another name", fd, later);
    compare("the same name", later, open_socket("udp", "ipv4"));
    NEED(dup2(later, fd));
    compare("dup2 in its place", fd, later);
    show("dup2 in its place", fd);
    NEED(dup2(0, fd));
    show("no socket in its place", fd);
}

static void of_connections(void)
{
    name_stack("listener");
    int listener = open_socket("tcp", "ipv4");
    union address address = bind_loopback(listener, "ipv4");
    NEED(listen(listener, 4));
    name_stack("client");
    for (int i = 0; i < 2; i++)
        NEED(connect(open_socket("tcp", "ipv4"), &address.any, sizeof(address)));
    int accepted = NEED(accept(listener, NULL, NULL));
    show("accepted", accepted);
    compare("accepted and listener", accepted, listener);
    show("accepted by accept4", NEED(accept4(listener, NULL, NULL, SOCK_NONBLOCK)));
    name_stack(ONLOAD_DONT_ACCELERATE);
    int kernel = open_socket("tcp", "ipv4");
    address = bind_loopback(kernel, "ipv4");
    NEED(listen(kernel, 1));
    name_stack("client");
    NEED(connect(open_socket("tcp", "ipv4"), &address.any, sizeof(address)));
    show("accepted from the kernel", NEED(accept(kernel, NULL, NULL)));
}

static void reuse(void)
{
    name_stack("first");
    int fd = open_socket("tcp", "ipv4");
    NEED(close(fd));
    show("closed", fd);
    name_stack("second");
    NEED(open_socket("tcp", "ipv4") == fd ? 0 : -1);
    show("made again", fd);
    NEED(close(fd));
    /* As a socket comes that nobody saw being made: past libc. */
    NEED(syscall(SYS_socket, AF_INET, SOCK_DGRAM, 0) == fd ? 0 : -1);
    show("unseen", fd);
    NEED(close(fd));
}

static void inheritance(void)
{
    name_stack("parent");
    int fd = open_socket("udp", "ipv4");
    pid_t child = NEED(fork());
    if (child == 0) {
        show("inherited", fd);
        compare("inherited and made", fd, open_socket("udp", "ipv4"));
        _exit(0);
    }
    NEED(waitpid(child, NULL, 0));
}

/* By a message, and by exec to a program that begins anew: sockets that nobody sees coming. */
static void handed_over(void)
{
    int ends[2], got, fd;
    char number[16];

    name_stack("handed over");
    fd = open_socket("udp", "ipv4");
    name_stack("later");
    NEED(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    send_descriptors(ends[0], &fd, 1);
    NEED(receive_descriptors(ends[1], &got, 1, false) ? 0 : -1);
    compare("passed on", fd, got);
    snprintf(number, sizeof(number), "%d", fd);
    fflush(stdout);
    pid_t child = NEED(fork());
    if (child == 0)
        NEED(execl("/proc/self/exe", "endpoint_life", number, NULL));
    NEED(waitpid(child, NULL, 0));
}

static void makers(void)
{
    name_stack("makers");
    show("nonaccel", NEED(ONLOAD(onload_socket_nonaccel)(AF_INET, SOCK_STREAM, 0)));
    show("unicast_nonaccel", NEED(ONLOAD(onload_socket_unicast_nonaccel)(AF_INET, SOCK_DGRAM, 0)));
    show("unicast_nonaccel udp", NEED(ONLOAD(onload_socket_unicast_nonaccel)(AF_INET6, SOCK_DGRAM, IPPROTO_UDP)));
    show("unicast_nonaccel flags", NEED(ONLOAD(onload_socket_unicast_nonaccel)(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)));
    show("unicast_nonaccel tcp", NEED(ONLOAD(onload_socket_unicast_nonaccel)(AF_INET, SOCK_STREAM, 0)));
    show("rx_nonaccel", NEED(ONLOAD(onload_socket_rx_nonaccel)(AF_INET, SOCK_DGRAM, 0)));
    show("rx_nonaccel tcp", NEED(ONLOAD(onload_socket_rx_nonaccel)(AF_INET, SOCK_STREAM, 0)));
    name_stack(ONLOAD_DONT_ACCELERATE);
    show("rx_nonaccel, none", NEED(ONLOAD(onload_socket_rx_nonaccel)(AF_INET, SOCK_DGRAM, 0)));
}

static void other_kinds(void)
{
    int ends[2];

    name_stack("kinds");
    show("tcp over ipv6", open_socket("tcp", "ipv6"));
    show("udp over ipv6", open_socket("udp", "ipv6"));
    show("unix", NEED(socket(AF_UNIX, SOCK_STREAM, 0)));
    show("mptcp", socket(AF_INET, SOCK_STREAM, 262));
    NEED(pipe(ends));
    compare("ends of a pipe", ends[0], ends[1]);
    show("pipe", ends[1]);
    NEED(pipe2(ends, O_CLOEXEC));
    show("pipe2", ends[0]);
    show("copy of a pipe", NEED(dup(ends[1])));
    NEED(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    show("socketpair", ends[0]);
    fact("no struct: %d", ONLOAD(onload_fd_stat)(open_socket("udp", "ipv4"), NULL));
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        int fd = atoi(argv[1]);
        compare("after exec and its copy", fd, NEED(dup(fd)));
        show("after exec", fd);
        return 0;
    }
    reuse();
    copies();
    of_connections();
    inheritance();
    handed_over();
    makers();
    other_kinds();
    return 0;
}
