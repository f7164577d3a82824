// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: crowd THREADS SECONDS. Threads that come and go make, use and close sockets of every kind, fork and execute; at
 * the end there is as much memory, and there are as many mappings and descriptors, as when all had been used.
 * Or: crowd once, crowd small-stack. All kinds of sockets once, in the main thread or on the smallest stack there is.
 */
#include "messages.h"
#include "template.h"
#include "zero_copy.h"
#include "zc_receive.h"
#include <dirent.h>
#include <linux/net_tstamp.h>
#include <pthread.h>
#include <spawn.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <time.h>

#define ROUNDS 16
#define BURST 20
#define SMALLEST_STACK 16384

/* Stacks and heaps of threads differ from time to time; what each use left behind would be more, and go on. */
#define MEMORY_KIB 8192
#define MAPPINGS 128

extern char **environ;

static atomic_long uses;
static atomic_bool is_over;

#define CHECK(condition) check_at(condition, #condition, __LINE__)

static void check_at(bool holds, const char *what, int line)
{
    if (!holds) {
        int error = errno;
        fprintf(stderr, "line %d: not %s (%s)\n", line, what, strerror(error));
        _exit(1);
    }
}

static bool has_hardware_stamp(struct msghdr *header)
{
    for (struct cmsghdr *part = CMSG_FIRSTHDR(header); part; part = CMSG_NXTHDR(header, part))
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SO_TIMESTAMPING)
            return ((struct timespec *)CMSG_DATA(part))[2].tv_sec != 0;
    return false;
}

static void ask_for_stamps(int fd)
{
    int flags = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;

    CHECK(setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)) == 0);
}

static void receive_stamped(int fd, long number)
{
    struct message message;

    prepare(&message);
    CHECK(recvmsg(fd, &message.header.msg_hdr, 0) == sizeof(number));
    CHECK(memcmp(message.data, &number, sizeof(number)) == 0);
    CHECK(has_hardware_stamp(&message.header.msg_hdr));
}

static void use_stamps(long number)
{
    struct pair pair = open_udp_pair("ipv4");

    ask_for_stamps(pair.receiver);
    CHECK(send(pair.sender, &number, sizeof(number), 0) == sizeof(number));
    receive_stamped(pair.receiver, number);
    close_pair(pair);
}

static enum onload_zc_callback_rc keep_one_in_two(struct onload_zc_recv_args *arguments, int flags)
{
    struct call *call = call_of(arguments);
    onload_zc_handle *kept = (onload_zc_handle *)call->control;

    (void)flags;
    CHECK(arguments->msg.iov[0].iov_len == sizeof(long));
    if (call->shown++ % 2)
        return ONLOAD_ZC_CONTINUE;
    kept[call->shown / 2] = arguments->msg.iov[0].buf;
    return ONLOAD_ZC_CONTINUE | ONLOAD_ZC_KEEP;
}

static void use_zero_copy(long number)
{
    struct pair pair = open_udp_pair("ipv4");
    struct call call;
    onload_zc_handle *kept = (onload_zc_handle *)call.control;

    for (int i = 0; i < BURST; i++)
        CHECK(send(pair.sender, &number, sizeof(number), 0) == sizeof(number));
    prepare_call(&call, keep_one_in_two, ONLOAD_MSG_DONTWAIT);
    call.arguments.msg.msghdr.msg_control = NULL;
    call.arguments.msg.msghdr.msg_controllen = 0;
    CHECK(onload_zc_recv(pair.receiver, &call.arguments) == 0 && call.shown == BURST);
    for (int i = 0; i < BURST / 2; i++)
        CHECK(onload_zc_release_buffers(pair.receiver, &kept[i], 1) == 0);
    close_pair(pair);
}

static void read_text(int fd, const char *text)
{
    char data[64];
    size_t length = strlen(text);

    CHECK(recv(fd, data, length, MSG_WAITALL) == (ssize_t)length);
    CHECK(memcmp(data, text, length) == 0);
}

static void use_templates(long number)
{
    struct pair pair = open_tcp_pair("ipv4");
    onload_template_handle sent = template_of(pair.sender, "laid down");
    onload_template_handle ended = template_of(pair.sender, "never sent");

    (void)number;
    CHECK(update(pair.sender, sent, "LAID", 0, SEND_NOW) == 0);
    CHECK(onload_msg_template_abort(pair.sender, ended) == 0);
    read_text(pair.receiver, "LAID down");
    template_of(pair.sender, "left behind");
    close_pair(pair);
}

static void use_sent_buffers(long number)
{
    struct pair pair = open_tcp_pair("ipv4");
    struct onload_zc_iovec buffer = buffer_of(pair.sender, "in a buffer");

    (void)number;
    CHECK(zero_copy_send(pair.sender, &buffer, 1, 0) == 11);
    read_text(pair.receiver, "in a buffer");
    CHECK(send(pair.sender, "warm", 4, ONLOAD_MSG_WARM) == 4);
    CHECK(recv(pair.receiver, &number, sizeof(number), MSG_DONTWAIT) == -1 && errno == EAGAIN);
    close_pair(pair);
}

static enum onload_zc_callback_rc count_longs(struct onload_zc_msg *message, void *seen, int flags)
{
    (void)flags;
    CHECK(message->iov[0].iov_len == sizeof(long));
    ++*(int *)seen;
    return ONLOAD_ZC_CONTINUE;
}

static void use_filters(long number)
{
    struct pair pair = open_udp_pair("ipv4");
    long received;
    int seen = 0;

    CHECK(onload_set_recv_filter(pair.receiver, count_longs, &seen, 0) == 0);
    for (int i = 0; i < 2; i++, number++) {
        CHECK(send(pair.sender, &number, sizeof(number), 0) == sizeof(number));
        CHECK(recv(pair.receiver, &received, sizeof(received), 0) == sizeof(received));
        CHECK(received == number && seen == i + 1);
    }
    close_pair(pair);
}

static void use_duplicates(long number)
{
    struct pair pair = open_udp_pair("ipv4");
    struct pair other = open_udp_pair("ipv4");
    int copy = dup(pair.receiver);

    ask_for_stamps(pair.receiver);
    CHECK(close(pair.receiver) == 0);
    CHECK(dup2(copy, other.receiver) == other.receiver);
    CHECK(send(pair.sender, &number, sizeof(number), 0) == sizeof(number));
    receive_stamped(other.receiver, number);
    CHECK(close(copy) == 0 && close(pair.sender) == 0);
    close_pair(other);
}

static void use_socket_kinds(long number);

static void await_child(pid_t child)
{
    int status = -1;

    CHECK(child > 0);
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void use_fork(long number)
{
    struct pair pair = open_udp_pair("ipv4");

    ask_for_stamps(pair.receiver);
    CHECK(send(pair.sender, &number, sizeof(number), 0) == sizeof(number));
    pid_t child = fork();
    if (child == 0) {
        receive_stamped(pair.receiver, number);
        use_socket_kinds(number);
        _exit(0);
    }
    await_child(child);
    close_pair(pair);
}

static void use_exec(long number)
{
    char *arguments[] = {"crowd", "child", NULL};
    pid_t child = -1;

    (void)number;
    CHECK(posix_spawn(&child, "/proc/self/exe", NULL, NULL, arguments, environ) == 0);
    await_child(child);
}

static void (*const kinds[])(long) = {
    use_stamps, use_zero_copy, use_templates, use_sent_buffers, use_filters, use_duplicates, use_fork, use_exec};

static void use_socket_kinds(long number)
{
    for (int i = 0; i < 6; i++)
        kinds[i](number);
}

static void *use_all(void *first)
{
    for (size_t i = 0; i < ROUNDS && !is_over; i++) {
        kinds[((size_t)first + i) % COUNT(kinds)](i);
        uses++;
    }
    return NULL;
}

static void start_and_join(size_t count)
{
    pthread_t threads[64];

    CHECK(count <= COUNT(threads));
    for (size_t i = 0; i < count; i++)
        CHECK(pthread_create(&threads[i], NULL, use_all, (void *)i) == 0);
    for (size_t i = 0; i < count; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
}

static int count_lines(const char *path)
{
    FILE *file = fopen(path, "r");
    int lines = 0;
    int character;

    CHECK(file != NULL);
    while ((character = getc(file)) != EOF)
        lines += character == '\n';
    fclose(file);
    return lines;
}

static int count_entries(const char *path)
{
    DIR *directory = opendir(path);
    int count = 0;

    CHECK(directory != NULL);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

static long resident_kib(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long pages = -1;

    CHECK(file && fscanf(file, "%*d %ld", &pages) == 1);
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void *end_in_time(void *seconds)
{
    sleep((size_t)seconds);
    is_over = true;
    return NULL;
}

static void *use_small_stack(void *unused)
{
    use_socket_kinds(0);
    return unused;
}

static void use_on_smallest_stack(void)
{
    pthread_attr_t attributes;
    pthread_t thread;

    CHECK(pthread_attr_init(&attributes) == 0);
    CHECK(pthread_attr_setstacksize(&attributes, SMALLEST_STACK) == 0);
    CHECK(pthread_create(&thread, &attributes, use_small_stack, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    fact("used");
}

int main(int argc, char **argv)
{
    size_t threads = strtoul(argv[1], NULL, 0);
    pthread_t clock;

    if (strcmp(argv[1], "small-stack") == 0) {
        use_on_smallest_stack();
        return 0;
    }
    if (argc == 2) {
        use_socket_kinds(0);
        return 0;
    }
    start_and_join(threads);
    start_and_join(threads);
    int descriptors = count_entries("/proc/self/fd");
    CHECK(pthread_create(&clock, NULL, end_in_time, (void *)strtoul(argv[2], NULL, 0)) == 0);
    long resident = resident_kib();
    int mappings = count_lines("/proc/self/maps");
    while (!is_over)
        start_and_join(threads);
    long grown = resident_kib() - resident;
    int mapped = count_lines("/proc/self/maps") - mappings;
    fprintf(stderr, "%ld uses, %ld KiB and %d mappings more\n", uses, grown, mapped);
    fact("descriptors %d more", count_entries("/proc/self/fd") - descriptors);
    fact("memory %s", grown < MEMORY_KIB ? "flat" : "grown");
    fact("mappings %s", mapped < MAPPINGS ? "flat" : "grown");
    return 0;
}
