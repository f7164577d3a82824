// SPDX-License-Identifier: GPL-2.0-only
/* Memory that traps: a page that may not be touched follows every block handed out here. */
#ifndef PAGES_H
#define PAGES_H

#include "app.h"
#include <sys/mman.h>

#define PAGE 4096

static inline void *two_pages(void)
{
    char *first = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    NEED(first == MAP_FAILED ? -1 : 0);
    NEED(mprotect(first + PAGE, PAGE, PROT_NONE));
    return first;
}

/* The last size bytes of a page, filled with a pattern. */
static inline void *at_page_end(size_t size)
{
    return memset((char *)two_pages() + PAGE - size, 0x5a, size);
}

static inline void *unmapped(void)
{
    return (char *)two_pages() + PAGE;
}

static inline void *read_only(void)
{
    char *page = two_pages();

    NEED(mprotect(page, PAGE, PROT_READ));
    return page;
}

#endif
