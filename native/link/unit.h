/* SPDX-License-Identifier: GPL-2.0-only */
/* What Java cannot say: static data that is not zero at the start, and static tables. Included before all our classes. */
#include <stdint.h>

/*
 * The cell (org.lkos.next.Cell) through which a function behind us is called. It holds the name itself: a pointer to it
 * would have to be relocated at load.
 */
#define LKOS_NEXT(symbol) \
    ({ \
        static struct { \
            void *function; \
            const char name[16]; \
            int32_t hash, bound; \
        } cell = {(void *)entry_unbound_##symbol, #symbol, (int32_t)LKOS_HASH_##symbol, 0}; \
        (void *)&cell; \
    })

/* A function of libc and ours that takes its place where it is imported (org.lkos.next.Redirection). */
#define LKOS_REDIRECTION(symbol, entry) \
    ({ \
        static struct { \
            void *function; \
            const char *name; \
            void *replacement, *next; \
            int64_t objects_done; \
            int32_t in_front, process; \
        } redirection = {0, #symbol, (void *)entry_##entry, 0, 0, 0, 0}; \
        (void *)&redirection; \
    })

/* The largest page that kernels of this architecture have, and its name of a type of relocations. */
#if defined(__aarch64__)
#define LKOS_PAGE 65536
#define LKOS_RELOCATION(x86_64, aarch64) R_AARCH64_##aarch64
#else
#define LKOS_PAGE 4096
#define LKOS_RELOCATION(x86_64, aarch64) R_X86_64_##x86_64
#endif

/* Zero-filled memory of the library's own, private to the method that names it. */
#define LKOS_TABLE(size) \
    ({ \
        static char table[size] __attribute__((aligned(LKOS_PAGE))); \
        (void *)table; \
    })

/* The same, words of 8 bytes, where a page would be too much. */
#define LKOS_WORDS(count) \
    ({ \
        static int64_t words[count]; \
        (void *)words; \
    })

/* A pointer of each thread's own, at first null. */
#define LKOS_THREAD_POINTER \
    ({ \
        static __thread void *pointer __attribute__((tls_model("initial-exec"))); \
        (void *)&pointer; \
    })

/* Where the library is loaded: the linker's name for its first byte. */
extern const char __ehdr_start[] __attribute__((visibility("hidden")));

/* Whether this is a library to preload (version.h), or libonload_ext; and whether it is the one that emulates. */
extern const int lkos_preloadable __attribute__((visibility("hidden")));
extern const int lkos_emulating __attribute__((visibility("hidden")));

/* Receives for sockets with a request in one of Onload's dialects (org.lkos.receive.DialectReceive). */
extern int64_t entry_dialect_recvmsg(int32_t, void *, int32_t);
extern int32_t entry_dialect_recvmmsg(int32_t, void *, int32_t, int32_t, void *);

/* Calls on sockets that may have a receive filter (org.lkos.filter). */
extern int64_t entry_filtered_recv(int32_t, void *, int64_t, int32_t);
extern int64_t entry_filtered_recvfrom(int32_t, void *, int64_t, int32_t, void *, void *);
extern int64_t entry_filtered_recvmsg(int32_t, void *, int32_t);
extern int32_t entry_filtered_recvmmsg(int32_t, void *, int32_t, int32_t, void *);
extern int64_t entry_filtered_read(int32_t, void *, int64_t);
extern int64_t entry_filtered_readv(int32_t, void *, int32_t);
extern int64_t entry_filtered_recv_chk(int32_t, void *, int64_t, int64_t, int32_t);
extern int64_t entry_filtered_recvfrom_chk(int32_t, void *, int64_t, int64_t, int32_t, void *, void *);
extern int64_t entry_filtered_read_chk(int32_t, void *, int64_t, int64_t);
extern int32_t entry_filtered_dup(int32_t);
extern int32_t entry_watched_setsockopt(int32_t, int32_t, int32_t, void *, int32_t);
extern int32_t entry_filtered_dup2(int32_t, int32_t);
extern int32_t entry_filtered_dup3(int32_t, int32_t, int32_t);
extern int32_t entry_filtered_fcntl(int32_t, int32_t, void *);
extern int32_t entry_filtered_fcntl64(int32_t, int32_t, void *);

/* Where the doors of messages to send lead (org.lkos.next.SendPath); to begin with, to a function of ours. */
#define LKOS_PATH(first) \
    ({ \
        static void *path = (void *)first; \
        (void *)&path; \
    })

/* Sends of messages while each is watched for what the kernel refuses (org.lkos.send.WatchedSends). */
extern int64_t entry_first_sendmsg(int32_t, void *, int32_t);
extern int32_t entry_first_sendmmsg(int32_t, void *, int32_t, int32_t);
extern int64_t entry_watched_sendmsg(int32_t, void *, int32_t);
extern int32_t entry_watched_sendmmsg(int32_t, void *, int32_t, int32_t);

/*
 * A function of Onload's as libonload_ext has it (org.lkos.provider.Provided). Without a provider, the shared library has
 * one of its own, and the archive, into which only the wrappers go, an answer of org.lkos.Unprovided.
 */
#define LKOS_PROVIDED(symbol, answer) LKOS_PROVIDED_OR(symbol, LKOS_OWN(symbol, answer))

/* The same of a function that does nothing without the calls that a preloaded library interposes. */
#define LKOS_PRELOADED(symbol, answer) LKOS_PROVIDED_OR(symbol, "unprovided_" #answer)

#define LKOS_PROVIDED_OR(symbol, own_name) \
    ({ \
        extern const char own_##symbol[] __asm__(own_name); \
        static struct { \
            void *function; \
            const void *own; \
            const char *name; \
        } provided = {0, own_##symbol, #symbol}; \
        (void *)&provided; \
    })

#ifdef LKOS_ARCHIVE
#define LKOS_OWN(symbol, answer) "unprovided_" #answer
#define LKOS_PROVIDER entry_next_function
#else
#define LKOS_OWN(symbol, answer) "lkos." #symbol
#define LKOS_PROVIDER entry_preloaded_function
#endif
extern void *LKOS_PROVIDER(void *name);

/* What a preloaded copy of this library exports; null where none was preloaded. */
extern const char lkos_preloaded_mark[] __asm__("lkos_present") __attribute__((weak));

/* Not there in static programs. */
extern void *dlsym(void *, const char *) __attribute__((weak));
