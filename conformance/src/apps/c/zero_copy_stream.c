// SPDX-License-Identifier: GPL-2.0-only
/* Usage: zero_copy_stream SEED STYLE FAMILY. Zero-copy sends of random sizes, see full_connections.h. */
#include "full_connections.h"
#include "zero_copy.h"

#define LONGEST 24

static long whole_sends, short_sends, full, cut, taken_twice, lost_ownership;

static void fill_buffer(struct onload_zc_iovec *buffer, uint64_t place)
{
    buffer->iov_len = between(&chance, 1, buffer->iov_len);
    fill_bytes(buffer->iov_base, buffer->iov_len, place);
}

/* How many buffers rc counts; -1 if it ends inside of one. */
static int counted(const struct onload_zc_iovec *buffers, int count, int rc)
{
    int whole = 0;

    while (whole < count && rc >= (int)buffers[whole].iov_len)
        rc -= buffers[whole++].iov_len;
    return rc == 0 ? whole : -1;
}

/* Those that were counted are not the application's any more, the others still are. */
static void check_ownership(int fd, const struct onload_zc_iovec *buffers, int count, int whole)
{
    for (int i = 0; i < count; i++) {
        int released = release_buffer(fd, buffers[i]);
        taken_twice += i < whole && released != -EINVAL;
        lost_ownership += i >= whole && released != 0;
    }
}

static void tally(int rc, int asked)
{
    whole_sends += rc == asked;
    short_sends += rc >= 0 && rc < asked;
    full += rc == -EAGAIN;
}

static void send_specially(struct stream *stream)
{
    struct onload_zc_iovec buffers[LONGEST];
    int count = between(&chance, 1, below(&chance, 3) ? 2 : LONGEST);
    int fd = stream->pair.sender;
    int asked = 0;

    NEED(onload_zc_alloc_buffers(fd, buffers, count, ONLOAD_ZC_BUFFER_HDR_TCP));
    for (int i = 0; i < count; i++) {
        fill_buffer(&buffers[i], stream->sent + asked);
        asked += buffers[i].iov_len;
    }
    int rc = zero_copy_send(fd, buffers, count, flags);
    tally(rc, asked);
    int whole = counted(buffers, count, rc > 0 ? rc : 0);
    cut += whole < 0;
    stream->sent += rc > 0 ? rc : 0;
    check_ownership(fd, buffers, count, whole);
}

int main(int argc, char **argv)
{
    use_connections(argv + argc - 3);
    fact("whole %ld", whole_sends);
    fact("short %ld", short_sends);
    fact("full %ld", full);
    fact("cut inside a buffer %ld", cut);
    fact("taken twice %ld", taken_twice);
    fact("ownership lost %ld", lost_ownership);
    return 0;
}
