// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: send_cost WAY COUNT. Sends messages over a connection and receives them. Prints nothing: what it does is counted.
 * Buffers and templates are made before.
 */
#include "rounds.h"
#include "template.h"
#include "zero_copy.h"

#define MOST 400
#define SIZE 100

static struct pair pair;
static char bytes[SIZE];
static struct onload_zc_iovec buffers[MOST];
static onload_template_handle templates[MOST];
static int made;

static void receive(void)
{
    NEED(recv(pair.receiver, bytes, SIZE, MSG_WAITALL));
}

static void send_plainly(void)
{
    NEED(send(pair.sender, bytes, SIZE, 0));
    receive();
}

static void send_buffer(void)
{
    NEED(zero_copy_send(pair.sender, &buffers[made++], 1, 0));
    receive();
}

static void send_template(void)
{
    NEED(onload_msg_template_update(pair.sender, templates[made++], NULL, 0, SEND_NOW));
    receive();
}

static void send_template_without_waiting(void)
{
    NEED(onload_msg_template_update(pair.sender, templates[made++], NULL, 0, SEND_NOW | DONTWAIT));
    receive();
}

/* A buffer after ordinary bytes. */
static void send_both(void)
{
    NEED(send(pair.sender, bytes, SIZE, 0));
    send_buffer();
    receive();
}

static const struct {
    const char *name;
    void (*send)(void);
} ways[] = {
    {"send", send_plainly},
    {"buffer", send_buffer},
    {"template", send_template},
    {"template-without-waiting", send_template_without_waiting},
    {"both", send_both},
};

static void prepare(void)
{
    NEED(onload_zc_alloc_buffers(pair.sender, buffers, MOST, ONLOAD_ZC_BUFFER_HDR_TCP));
    for (int i = 0; i < MOST; i++) {
        buffers[i].iov_len = SIZE;
        NEED(allocate_template(pair.sender, bytes, SIZE, &templates[i]));
    }
}

int main(int argc, char **argv)
{
    int count = atoi(argv[argc - 1]);
    bool is_bare = onload_zc_alloc_buffers(-1, NULL, 0, ONLOAD_ZC_BUFFER_HDR_NONE) == -ENOSYS;
    size_t way = 0;

    NEED(FIRST_ROUNDS + count <= MOST ? 0 : -1);
    pair = open_tcp_pair("ipv4");
    if (!is_bare)
        prepare();
    while (strcmp(argv[argc - 2], ways[way].name) != 0)
        NEED(++way < COUNT(ways) ? 0 : -1);
    count_rounds(ways[way].name, ways[way].send, count);
    return 0;
}
