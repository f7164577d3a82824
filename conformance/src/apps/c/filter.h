// SPDX-License-Identifier: GPL-2.0-only
/* A seccomp filter that kills the process at the first system call which is not on its list. */
#ifndef FILTER_H
#define FILTER_H

#include "app.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define MOST_FILTERED 64

/* A list under construction. The architecture is made sure of first, then the call's number is loaded. */
struct filter {
    struct sock_filter steps[2 * MOST_FILTERED + 8];
    struct sock_fprog program;
};

static inline void add_step(struct filter *filter, struct sock_filter step)
{
    filter->steps[filter->program.len++] = step;
}

static inline void begin_filter(struct filter *filter)
{
    filter->program = (struct sock_fprog){.filter = filter->steps};
    add_step(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
    add_step(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    add_step(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    add_step(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
}

static inline void allow(struct filter *filter, const int *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_step(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i], 0, 1));
        add_step(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }
}

/* Of setsockopt or getsockopt, lets pass this option and no other. */
static inline void allow_option(struct filter *filter, int call, int option)
{
    add_step(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
    add_step(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])));
    add_step(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, option, 0, 1));
    add_step(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    add_step(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
}

static inline void end_filter(struct filter *filter)
{
    add_step(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
}

static inline void install_by_prctl(struct filter *filter)
{
    NEED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    NEED(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter->program));
}

/* Straight to the kernel, as language runtimes do: no function of libc sees it. */
static inline void install_by_system_call(struct filter *filter)
{
    NEED(syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    NEED(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter->program));
}

#endif
