// SPDX-License-Identifier: GPL-2.0-only
/* What a call did, as a line of text; and a number that stands for all lines of an episode. */
#ifndef FUZZ_TRACE_H
#define FUZZ_TRACE_H

#include "../app.h"

#define LONGEST_LINE 32768

struct trace {
    bool printed;
    uint64_t digest;
    size_t length;
    char line[LONGEST_LINE];
};

static struct trace trace;

/* Eight bytes at a time, and the rest. */
static inline uint64_t digest_of(uint64_t digest, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (; size >= 8; size -= 8, at += 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        digest = (digest ^ word) * 0x9e3779b97f4a7c15;
        digest ^= digest >> 29;
    }
    for (; size > 0; size--, at++)
        digest = (digest ^ *at) * 0x100000001b3;
    return digest ^ digest >> 31;
}

/* Adds to the line. */
static inline void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

static inline void say(const char *format, ...)
{
    va_list arguments;
    size_t room = LONGEST_LINE - trace.length;

    va_start(arguments, format);
    int wanted = vsnprintf(trace.line + trace.length, room, format, arguments);
    va_end(arguments);
    trace.length += (size_t)wanted < room ? (size_t)wanted : room - 1;
}

static inline void say_bytes(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        say("%02x", bytes[i]);
}

/* The result of a call, and what it left in errno. */
static inline void say_answer(long result, int error)
{
    if (error == UNTOUCHED)
        say(" = %ld", result);
    else if (strerrorname_np(error) != NULL)
        say(" = %ld %s", result, strerrorname_np(error));
    else
        say(" = %ld errno %d", result, error);
}

static inline void write_all(const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, size);
        if (written <= 0)
            return;
        bytes += written;
        size -= written;
    }
}

static inline void end_line(void)
{
    trace.line[trace.length] = '\n';
    trace.digest = digest_of(trace.digest, trace.line, trace.length);
    if (trace.printed)
        write_all(trace.line, trace.length + 1);
    trace.length = 0;
}

#endif
