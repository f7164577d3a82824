// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: fuzz WORLD SEED EPISODES CALLS [LEFT_OUT...]. Random calls on sockets, with good and bad arguments, and what
 * came of them. WORLD is "reference", on the bare kernel, or "library". Each episode is a process of its own whose calls
 * depend on its seed alone; SEED is that of the first. Of one episode each call is printed, of more a digest each.
 * LEFT_OUT are numbers of calls, or ranges such as 3-17.
 */
#include "fuzz/data_calls.h"
#include <signal.h>
#include <sys/wait.h>

struct call {
    int often;
    void (*make)(void);
};

static const struct call calls[] = {
    {2, call_socket},    {1, call_socketpair},  {2, call_bind},          {3, call_connect},     {1, call_listen},
    {6, call_accept},    {4, call_dup},         {2, call_fcntl},         {1, call_close},       {1, call_shutdown},
    {3, call_reopen},    {12, call_setsockopt}, {9, call_ask},           {8, call_getsockopt},  {3, call_device_ioctl},
    {3, call_ioctl},     {2, call_poll},        {2, call_epoll_ctl},     {1, call_epoll_wait},  {2, call_getsockname},
    {1, call_getpeername}, {1, call_write},     {1, call_writev},        {3, call_send},        {4, call_sendto},
    {10, call_sendmsg},  {6, call_sendmmsg},    {3, call_warm},          {1, call_read},        {1, call_readv},
    {2, call_recv},      {3, call_recvfrom},    {14, call_recvmsg},      {10, call_recvmmsg},   {16, call_exchange},
};

struct report {
    uint64_t digest;
    unsigned met[INTENDED];
};

static struct report *report;
static volatile sig_atomic_t broken_pipes;

static void count_broken_pipe(int signal)
{
    (void)signal;
    broken_pipes++;
}

static void any_call(void)
{
    int total = 0, choice;

    for (size_t i = 0; i < COUNT(calls); i++)
        total += calls[i].often;
    choice = any(total);
    for (size_t i = 0; i < COUNT(calls); i++) {
        choice -= calls[i].often;
        if (choice < 0) {
            calls[i].make();
            return;
        }
    }
}

/* What is to be read, and what has happened to a few sockets. */
static void say_state(void)
{
    for (int i = 0; i < SLOTS; i++) {
        struct pollfd state = {.fd = slots[i].fd, .events = POLLIN | POLLPRI | POLLOUT | POLLRDHUP};
        int waiting = 0;

        if (slots[i].fd < 0 || poll(&state, 1, 0) < 0)
            continue;
        if (ioctl(slots[i].fd, FIONREAD, &waiting) < 0)
            waiting = -1;
        say(" s%d:%d,%x,%d", i, slots[i].fd, state.revents, waiting);
    }
}

static bool is_left_out(int call, char **ranges)
{
    for (; *ranges != NULL; ranges++) {
        char *end;
        long first = strtol(*ranges, &end, 10);
        long last = *end == '-' ? strtol(end + 1, NULL, 10) : first;
        if (call >= first && call <= last)
            return true;
    }
    return false;
}

static void one_call(uint64_t seed, int call)
{
    begin_choices(seed, call);
    broken_pipes = 0;
    arguments_are_good = !one_in(3);
    say("%d: ", call);
    any_call();
    say_blocks();
    say_state();
    if (broken_pipes > 0)
        say(" SIGPIPE %d", (int)broken_pipes);
    end_line();
    give_back_blocks();
}

/* A configuration of the device may be left from another episode; and whoever asked for hardware stamps may name interfaces. */
static void prepare(uint64_t seed)
{
    int fd = NEED(socket(AF_INET, SOCK_DGRAM, 0)), flags = TX_HARDWARE | RAW;
    struct hwtstamp_config off = {0};
    struct ifreq device = {.ifr_name = "lo", .ifr_data = (void *)&off};

    ioctl(fd, SIOCSHWTSTAMP, &device);
    interfaces_are_named = mixed(seed) % 2 == 0;
    if (interfaces_are_named)
        NEED(setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    NEED(close(fd));
    choose_kinds(seed);
}

static void episode(uint64_t seed, int count, char **left_out)
{
    alarm(60);
    signal(SIGPIPE, count_broken_pipe);
    prepare(seed);
    for (int call = 0; call < count; call++)
        if (!is_left_out(call, left_out))
            one_call(seed, call);
    report->digest = trace.digest;
}

static int run_episode(uint64_t seed, int count, char **left_out)
{
    int status = 0;

    report->digest = 0;
    pid_t child = NEED(fork());
    if (child == 0) {
        episode(seed, count, left_out);
        _exit(0);
    }
    NEED(waitpid(child, &status, 0));
    return status;
}

/* Stamping of what is received is one switch of the machine, and turned on some time after the first request. */
static int hold_stamping(void)
{
    struct pair pair = open_udp_pair("ipv4");
    int flags = RX_SOFTWARE | SOFTWARE;
    bool stamped = false;

    NEED(setsockopt(pair.receiver, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)));
    for (int tries = 0; tries < 10000 && !stamped; tries++) {
        char control[256];
        struct msghdr message = {.msg_control = control, .msg_controllen = sizeof(control)};
        NEED(send(pair.sender, "", 0, 0));
        await(pair.receiver, POLLIN);
        NEED(recvmsg(pair.receiver, &message, 0));
        stamped = message.msg_controllen > 0;
    }
    NEED(close(pair.sender));
    return pair.receiver;
}

int main(int, char **argv)
{
    uint64_t seed = strtoull(argv[2], NULL, 0);
    int episodes = atoi(argv[3]), count = atoi(argv[4]);

    is_reference = strcmp(argv[1], "reference") == 0;
    /* Sockets with names in the file system would stay; here, none can be made. */
    NEED(chdir("/proc"));
    enter_private_network();
    map_blocks();
    report = mmap(NULL, sizeof(*report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    met = report->met;
    NEED(hold_stamping());
    trace.printed = episodes == 1;
    for (int i = 0; i < episodes; i++) {
        int status = run_episode(seed + i, count, argv + 5);
        fact("episode %lu ended with %#x, digest %016lx", seed + i, status, report->digest);
    }
    for (int i = 0; i < INTENDED; i++)
        fact("met %u: %s", met[i], intended_names[i]);
    return 0;
}
