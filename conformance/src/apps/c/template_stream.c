// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: template_stream SEED STYLE FAMILY. Templates of random sizes, changed piece by piece and sent, and some zero-copy
 * sends, see full_connections.h.
 */
#include "full_connections.h"
#include "template.h"
#include "zero_copy.h"

#define LONGEST 1856
#define PIECES 4

static long sent_ones, refused, aborted, odd_answers;

/* Changes one piece to what the stream needs next; a change beyond the end that follows leaves it so. */
static void change_piece(int fd, onload_template_handle handle, uint64_t place, int offset, int size, int length)
{
    unsigned char bytes[LONGEST];
    struct onload_template_msg_update_iovec changes[] = {change(bytes, size, offset), change(bytes, 1, length)};
    bool spoilt = below(&chance, 8) == 0;

    fill_bytes(bytes, size, place + offset);
    int answer = onload_msg_template_update(fd, handle, changes, spoilt ? 2 : 1, 0);
    odd_answers += answer != (spoilt ? -EINVAL : 0);
}

static void change_all(int fd, onload_template_handle handle, uint64_t place, int length)
{
    int offset = 0;

    while (offset < length) {
        int size = between(&chance, 1, length / PIECES + 1);
        size = size < length - offset ? size : length - offset;
        change_piece(fd, handle, place, offset, size, length);
        offset += size;
    }
}

static void send_template(struct stream *stream)
{
    unsigned char initial[LONGEST] = "";
    int length = between(&chance, 1, below(&chance, 2) ? 200 : LONGEST);
    int fd = stream->pair.sender;
    onload_template_handle handle;

    NEED(allocate_template(fd, initial, length, &handle));
    if (below(&chance, 10) == 0) {
        aborted += onload_msg_template_abort(fd, handle) == 0;
    } else {
        change_all(fd, handle, stream->sent, length);
        int answer = onload_msg_template_update(fd, handle, NULL, 0, SEND_NOW | flags);
        sent_ones += answer == 0;
        refused += answer == -EAGAIN;
        odd_answers += answer != 0 && answer != -EAGAIN;
        stream->sent += answer == 0 ? length : 0;
    }
    odd_answers += onload_msg_template_abort(fd, handle) != -EINVAL;
}

static void send_buffer(struct stream *stream)
{
    struct onload_zc_iovec buffer = allocate_buffer(stream->pair.sender);

    fill_bytes(buffer.iov_base, buffer.iov_len, stream->sent);
    int rc = zero_copy_send(stream->pair.sender, &buffer, 1, flags);
    if (rc > 0)
        stream->sent += rc;
    else
        NEED(release_buffer(stream->pair.sender, buffer));
}

static void send_specially(struct stream *stream)
{
    if (below(&chance, 12) == 0)
        send_buffer(stream);
    else
        send_template(stream);
}

int main(int argc, char **argv)
{
    use_connections(argv + argc - 3);
    fact("sent %ld", sent_ones);
    fact("refused %ld", refused);
    fact("aborted %ld", aborted);
    fact("odd answers %ld", odd_answers);
    return 0;
}
