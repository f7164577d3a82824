/* SPDX-License-Identifier: GPL-2.0-only */
/* What Java cannot say: static data that is not zero at the start, and static tables. Included before all our classes. */
#include <stdint.h>

/* The cell (org.lkos.next.Cell) through which a function behind us is called. */
#define LKOS_NEXT(symbol) \
    ({ \
        static struct { \
            void *function; \
            const char *name; \
            int32_t hash, bound; \
        } cell = {(void *)entry_unbound_##symbol, #symbol, 0, 0}; \
        (void *)&cell; \
    })

/* The largest page that kernels of this architecture have. */
#if defined(__aarch64__)
#define LKOS_PAGE 65536
#else
#define LKOS_PAGE 4096
#endif

/* Zero-filled memory of the library's own, private to the method that names it. */
#define LKOS_TABLE(size) \
    ({ \
        static char table[size] __attribute__((aligned(LKOS_PAGE))); \
        (void *)table; \
    })

/* Where the library is loaded: the linker's name for its first byte. */
extern const char __ehdr_start[] __attribute__((visibility("hidden")));

/* Receives for sockets with a request in one of Onload's dialects (org.lkos.receive.DialectReceive). */
extern int64_t entry_dialect_recvmsg(int32_t, void *, int32_t);
extern int32_t entry_dialect_recvmmsg(int32_t, void *, int32_t, int32_t, void *);
