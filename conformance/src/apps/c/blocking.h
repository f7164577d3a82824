// SPDX-License-Identifier: GPL-2.0-only
/* The calls that block, by name, and a way to know that a thread sits in one without waiting for a while. */
#ifndef BLOCKING_H
#define BLOCKING_H

#include "messages.h"
#include <sched.h>
#include <sys/syscall.h>

struct blocking_call {
    const char *name;
    long number;
    ssize_t (*receive)(int fd, struct message *message);
};

static inline ssize_t blocking_recvmsg(int fd, struct message *message)
{
    return recvmsg(fd, &message->header.msg_hdr, 0);
}

static inline ssize_t blocking_recvmmsg(int fd, struct message *message)
{
    return recvmmsg(fd, &message->header, 1, 0, NULL);
}

static inline const struct blocking_call *find_call(const char *name)
{
    static const struct blocking_call calls[] = {{"recvmsg", SYS_recvmsg, blocking_recvmsg},
                                                 {"recvmmsg", SYS_recvmmsg, blocking_recvmmsg}};

    return strcmp(name, calls[0].name) == 0 ? &calls[0] : &calls[1];
}

/* The system call a thread is blocked in; -1 while it runs. */
static inline long blocked_in(pid_t thread)
{
    char path[64];
    char line[32] = "";
    FILE *file;

    snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", thread);
    file = fopen(path, "r");
    NEED(file ? 0 : -1);
    if (!fgets(line, sizeof(line), file) || strncmp(line, "running", 7) == 0)
        strcpy(line, "-1");
    fclose(file);
    return strtol(line, NULL, 0);
}

static inline void wait_until_blocked(pid_t thread, const struct blocking_call *call)
{
    while (blocked_in(thread) != call->number)
        sched_yield();
}

#endif
