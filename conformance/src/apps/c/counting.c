// SPDX-License-Identifier: GPL-2.0-only
/* A library to preload that stands in front of recv, too, and counts its calls. */
#include <dlfcn.h>
#include <sys/socket.h>

int receives_counted;

ssize_t recv(int fd, void *buffer, size_t size, int flags)
{
    __typeof__(&recv) real = (__typeof__(&recv))dlsym(RTLD_NEXT, "recv");

    receives_counted++;
    return real(fd, buffer, size, flags);
}
