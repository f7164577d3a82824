// SPDX-License-Identifier: GPL-2.0-only
/*
 * Usage: buffer_life SEED OPERATIONS POOL. Random operations on buffers and templates, valid and not, beside a model that
 * knows what each must answer. POOL is the number of buffers there are, EF_MAX_PACKETS.
 */
#include "expected.h"
#include "template.h"
#include "zero_copy.h"
#include <sys/wait.h>

#define CONNECTIONS 5
#define BUFFERS 300
#define TEMPLATES 60
#define ROOM 1856

struct buffer {
    struct onload_zc_iovec vector;
    bool is_live;
    bool was_used;
    bool was_received;
    unsigned char fill;
};

struct template {
    onload_template_handle handle;
    bool is_live;
    bool was_used;
    int connection;
    int incarnation;
    int length;
    unsigned char bytes[ROOM];
};

static struct chance chance;
static struct connection connections[CONNECTIONS];
static struct buffer buffers[BUFFERS];
static struct template templates[TEMPLATES];
static int pool;
static long wrong, operation, buffers_sent, templates_sent, pieces_kept;

static const char *current;

static void check(bool right, const char *what, int line)
{
    if (!right) {
        fact("operation %ld, %s: %s, line %d", operation, current, what, line);
        wrong++;
    }
}

#define CHECK(condition) check(condition, #condition, __LINE__)

static struct connection *any_connection(void)
{
    return &connections[below(&chance, CONNECTIONS)];
}

/* ---- buffers ---- */

static struct buffer *unused_buffer(void)
{
    int start = below(&chance, BUFFERS);

    for (int i = 0; i < BUFFERS; i++)
        if (!buffers[(start + i) % BUFFERS].is_live)
            return &buffers[(start + i) % BUFFERS];
    return NULL;
}

/* Up to count live buffers, each once. */
static int pick_buffers(struct buffer **picked, int count)
{
    int start = below(&chance, BUFFERS);
    int found = 0;

    for (int i = 0; i < BUFFERS && found < count; i++)
        if (buffers[(start + i) % BUFFERS].is_live)
            picked[found++] = &buffers[(start + i) % BUFFERS];
    return found;
}

static bool overlaps(const struct onload_zc_iovec *a, const struct onload_zc_iovec *b)
{
    const char *start = a->iov_base, *other = b->iov_base;

    return start < other + b->iov_len && other < start + a->iov_len;
}

static void adopt(const struct onload_zc_iovec *vector, bool was_received)
{
    struct buffer *buffer = unused_buffer();

    for (int i = 0; i < BUFFERS; i++)
        CHECK(!buffers[i].is_live || !overlaps(vector, &buffers[i].vector));
    *buffer = (struct buffer){*vector, true, true, was_received, below(&chance, 256)};
    memset(buffer->vector.iov_base, buffer->fill, buffer->vector.iov_len);
}

static int live_buffers(void)
{
    int live = 0;

    for (int i = 0; i < BUFFERS; i++)
        live += buffers[i].is_live;
    return live;
}

static void allocate_buffers(void)
{
    struct onload_zc_iovec vectors[8];
    int count = between(&chance, 1, COUNT(vectors));
    int kind = below(&chance, 3);

    if (live_buffers() + count > BUFFERS * 2 / 3)
        return;
    CHECK(onload_zc_alloc_buffers(any_connection()->pair.sender, vectors, count, kind) == 0);
    for (int i = 0; i < count; i++) {
        CHECK(vectors[i].iov_len > 0 && vectors[i].iov_len <= ROOM && vectors[i].iov_flags == 0);
        adopt(&vectors[i], false);
    }
}

/* Nobody has written into them: not the pool, not the owner of another one. */
static void look_at_buffers(void)
{
    struct buffer *picked[4];
    int count = pick_buffers(picked, COUNT(picked));

    for (int i = 0; i < count; i++) {
        const unsigned char *bytes = picked[i]->vector.iov_base;
        bool kept = true;

        for (size_t at = 0; at < picked[i]->vector.iov_len; at++)
            kept = kept && bytes[at] == picked[i]->fill;
        CHECK(kept);
    }
}

/* A handle that no buffer of the application's has: of one that is gone, of a template, of memory that is none. */
static onload_zc_handle bad_handle(void)
{
    static char elsewhere[4096];
    struct buffer *gone = &buffers[below(&chance, BUFFERS)];
    struct template *template = &templates[below(&chance, TEMPLATES)];

    switch (below(&chance, 5)) {
    case 0:
        return NULL;
    case 1:
        return (onload_zc_handle)(elsewhere + below(&chance, sizeof(elsewhere)));
    case 2:
        return ONLOAD_ZC_HANDLE_NONZC;
    case 3:
        return template->was_used ? (onload_zc_handle)template->handle : NULL;
    default:
        return gone->was_used && !gone->is_live ? gone->vector.buf : NULL;
    }
}

static void release_buffers(void)
{
    struct buffer *picked[6];
    onload_zc_handle handles[8];
    int count = pick_buffers(picked, between(&chance, 1, COUNT(picked)));
    int all = 0;
    bool spoilt = count == 0 || below(&chance, 3) == 0;

    for (int i = 0; i < count; i++)
        handles[all++] = picked[i]->vector.buf;
    if (spoilt && count > 0 && below(&chance, 3) == 0)
        handles[all++] = handles[0];
    else if (spoilt)
        handles[all++] = bad_handle();
    int answer = onload_zc_release_buffers(any_connection()->pair.sender, handles, all);
    CHECK(answer == (spoilt ? -EINVAL : 0));
    for (int i = 0; i < count; i++)
        picked[i]->is_live = spoilt;
}

static void send_buffers(void)
{
    struct connection *connection = any_connection();
    struct buffer *picked[6];
    struct onload_zc_iovec vectors[8];
    int count = pick_buffers(picked, between(&chance, 1, COUNT(picked)));
    while (count > 0 && picked[count - 1]->was_received)
        count--;
    bool spoilt = count == 0 || below(&chance, 4) == 0;
    int all = count;

    for (int i = 0; i < count; i++)
        if (picked[i]->was_received)
            return;

    for (int i = 0; i < count; i++) {
        vectors[i] = picked[i]->vector;
        vectors[i].iov_len = between(&chance, 1, vectors[i].iov_len);
    }
    if (spoilt) {
        vectors[all] = vectors[0];
        vectors[all++].buf = bad_handle();
    }
    int rc = zero_copy_send(connection->pair.sender, vectors, all, ONLOAD_MSG_NOSIGNAL);
    CHECK(spoilt ? rc == -EINVAL : rc > 0 || rc == -EAGAIN);
    for (int i = 0; i < count && rc > 0; i++) {
        expect(connection, vectors[i].iov_base, vectors[i].iov_len);
        picked[i]->is_live = false;
        buffers_sent++;
        rc -= vectors[i].iov_len;
        CHECK(rc >= 0);
    }
}

/* ---- templates ---- */

static bool is_alive(const struct template *template)
{
    return template->is_live && template->incarnation == connections[template->connection].incarnation;
}

static struct template *any_template(void)
{
    struct template *template = &templates[below(&chance, TEMPLATES)];

    return template->was_used ? template : NULL;
}

static int sender_of(const struct template *template)
{
    return connections[template->connection].pair.sender;
}

static void allocate_a_template(void)
{
    struct template *template = &templates[below(&chance, TEMPLATES)];

    if (is_alive(template))
        return;
    template->connection = below(&chance, CONNECTIONS);
    template->incarnation = connections[template->connection].incarnation;
    template->length = between(&chance, 1, ROOM);
    for (int i = 0; i < template->length; i++)
        template->bytes[i] = below(&chance, 256);
    int answer = allocate_template(sender_of(template), template->bytes, template->length, &template->handle);
    CHECK(answer == 0);
    template->is_live = template->was_used = answer == 0;
}

static void change_template(void)
{
    struct template *template = any_template();
    unsigned char bytes[ROOM];

    if (!template)
        return;
    int offset = below(&chance, template->length + 20) - 10;
    int length = below(&chance, 300);
    bool fits = offset >= 0 && length > 0 && offset + length <= template->length;
    struct onload_template_msg_update_iovec one = change(bytes, length, offset);
    memset(bytes, below(&chance, 256), length);
    int answer = onload_msg_template_update(sender_of(template), template->handle, &one, 1, 0);
    CHECK(answer == (is_alive(template) && fits ? 0 : -EINVAL));
    if (answer == 0)
        memcpy(template->bytes + offset, bytes, length);
}

static void send_template(void)
{
    struct template *template = any_template();

    if (!template)
        return;
    int answer = update(sender_of(template), template->handle, NULL, 0, SEND_NOW);
    CHECK(is_alive(template) ? answer == 0 || answer == -EAGAIN : answer == -EINVAL);
    if (answer == 0)
        expect(&connections[template->connection], template->bytes, template->length);
    templates_sent += answer == 0;
    template->is_live = false;
}

static void abort_template(void)
{
    struct template *template = any_template();

    if (!template)
        return;
    int answer = onload_msg_template_abort(sender_of(template), template->handle);
    CHECK(answer == (is_alive(template) ? 0 : -EINVAL));
    template->is_live = false;
}

/* A handle that no template has: of one that is gone, of a buffer, of memory that is none. */
static onload_template_handle bad_template(void)
{
    static char elsewhere[4096];
    struct buffer *buffer = &buffers[below(&chance, BUFFERS)];
    struct template *gone = &templates[below(&chance, TEMPLATES)];

    switch (below(&chance, 3)) {
    case 0:
        return (onload_template_handle)(elsewhere + below(&chance, sizeof(elsewhere)));
    case 1:
        return buffer->was_used ? (onload_template_handle)buffer->vector.buf : NULL;
    default:
        return gone->was_used && !is_alive(gone) ? gone->handle : NULL;
    }
}

static void misuse_template(void)
{
    struct template *template = any_template();
    struct connection *other = any_connection();

    CHECK(update(other->pair.sender, bad_template(), NULL, 0, SEND_NOW) == -EINVAL);
    CHECK(onload_msg_template_abort(other->pair.sender, bad_template()) == -EINVAL);
    if (!template)
        return;
    CHECK(update(sender_of(template), template->handle, NULL, 0, SEND_NOW | 0x100) == -EINVAL);
    if (other != &connections[template->connection]) {
        CHECK(update(other->pair.sender, template->handle, NULL, 0, SEND_NOW) == -EINVAL);
        CHECK(onload_msg_template_abort(other->pair.sender, template->handle) == -EINVAL);
    }
}

/* ---- connections ---- */

static void receive(void)
{
    CHECK(receive_expected(any_connection(), between(&chance, 1, 30000), MSG_DONTWAIT));
}

/* Some pieces are kept, and are the application's buffers from then on. */
static enum onload_zc_callback_rc take_piece(struct onload_zc_recv_args *args, int callback_flags)
{
    struct onload_zc_iovec *piece = args->msg.iov;
    bool has_room = live_buffers() < BUFFERS * 2 / 3;

    CHECK(callback_flags == 0 && args->msg.msghdr.msg_iovlen == 1 && piece->iov_flags == 0);
    CHECK(take_expected(args->user_ptr, piece->iov_base, piece->iov_len));
    int answer = below(&chance, 4) == 0 ? ONLOAD_ZC_TERMINATE : ONLOAD_ZC_CONTINUE;
    if (!has_room || below(&chance, 3) != 0)
        return answer;
    adopt(piece, true);
    pieces_kept++;
    return answer | ONLOAD_ZC_KEEP;
}

static void receive_in_buffers(void)
{
    struct connection *connection = any_connection();
    struct onload_zc_recv_args args = {.cb = take_piece, .user_ptr = connection, .flags = ONLOAD_MSG_DONTWAIT};
    uint64_t before = connection->received;
    int answer = onload_zc_recv(connection->pair.receiver, &args);

    CHECK(answer == (connection->received > before ? (int)(connection->received - before) : -EAGAIN));
}

static void send_plain_bytes(void)
{
    struct connection *connection = any_connection();
    unsigned char bytes[3000];
    int size = between(&chance, 1, sizeof(bytes));

    memset(bytes, below(&chance, 256), size);
    ssize_t sent = send(connection->pair.sender, bytes, size, MSG_NOSIGNAL);
    expect(connection, bytes, sent > 0 ? sent : 0);
}

/* Its templates end with it, even where the next connection has its number. */
static void reopen(void)
{
    struct connection *connection = any_connection();

    NEED(shutdown(connection->pair.sender, SHUT_WR));
    CHECK(receive_all_expected(connection));
    close_pair(connection->pair);
    open_connection(connection);
}

static void use_ended(struct connection *connection, int error)
{
    for (int i = 0; i < TEMPLATES; i++) {
        struct template *template = &templates[i];
        if (&connections[template->connection] == connection && is_alive(template)) {
            int answer = update(sender_of(template), template->handle, NULL, 0, below(&chance, 2) ? SEND_NOW : 0);
            CHECK(answer == -EPIPE || answer == error);
            CHECK(onload_msg_template_abort(sender_of(template), template->handle) == -EINVAL);
            template->is_live = false;
        }
    }
}

static void shut_down(void)
{
    struct connection *connection = any_connection();

    NEED(shutdown(connection->pair.sender, SHUT_WR));
    use_ended(connection, -EPIPE);
    CHECK(receive_all_expected(connection));
    close_pair(connection->pair);
    open_connection(connection);
}

static void reset(void)
{
    struct connection *connection = any_connection();
    struct linger at_once = {.l_onoff = 1};

    NEED(setsockopt(connection->pair.receiver, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once)));
    NEED(close(connection->pair.receiver));
    await(connection->pair.sender, POLLIN);
    use_ended(connection, -ECONNRESET);
    NEED(close(connection->pair.sender));
    open_connection(connection);
}

/* ---- the process ---- */

static void release_everything(void)
{
    for (int i = 0; i < BUFFERS; i++)
        if (buffers[i].is_live)
            CHECK(release_buffer(connections[0].pair.sender, buffers[i].vector) == 0);
    for (int i = 0; i < TEMPLATES; i++)
        if (is_alive(&templates[i]))
            CHECK(onload_msg_template_abort(sender_of(&templates[i]), templates[i].handle) == 0);
}

/* As many as there are, all at once or one by one, and none more. */
static void exhaust(void)
{
    struct onload_zc_iovec *vectors = calloc(pool + 1, sizeof(*vectors));
    onload_zc_handle *handles = calloc(pool, sizeof(*handles));
    int fd = connections[0].pair.sender;
    onload_template_handle template;

    CHECK(onload_zc_alloc_buffers(fd, vectors, pool + 1, 0) == -ENOMEM);
    CHECK(onload_zc_alloc_buffers(fd, vectors, pool, 0) == 0);
    CHECK(onload_zc_alloc_buffers(fd, vectors + pool, 1, 0) == -ENOMEM);
    CHECK(allocate_template(fd, "x", 1, &template) == -EBUSY);
    for (int i = 0; i < pool; i++)
        handles[i] = vectors[i].buf;
    CHECK(onload_zc_release_buffers(fd, handles, pool) == 0);
    free(vectors);
    free(handles);
}

/* The child has a copy of everything and gives it all back; the parent notices nothing. */
static void fork_off(void)
{
    int status;
    pid_t child = NEED(fork());

    if (child == 0) {
        look_at_buffers();
        release_everything();
        exhaust();
        _exit(wrong ? 1 : 0);
    }
    NEED(waitpid(child, &status, 0));
    CHECK(status == 0);
}

static const struct {
    const char *name;
    int weight;
    void (*run)(void);
} operations[] = {
    {"allocate buffers", 1500, allocate_buffers},
    {"look at buffers", 1000, look_at_buffers},
    {"release buffers", 1000, release_buffers},
    {"send buffers", 1500, send_buffers},
    {"allocate a template", 1500, allocate_a_template},
    {"change a template", 1500, change_template},
    {"send a template", 700, send_template},
    {"abort a template", 300, abort_template},
    {"misuse a template", 300, misuse_template},
    {"receive", 1200, receive},
    {"receive in buffers", 400, receive_in_buffers},
    {"send ordinary bytes", 300, send_plain_bytes},
    {"reopen a connection", 10, reopen},
    {"shut a connection down", 5, shut_down},
    {"reset a connection", 5, reset},
    {"fork", 1, fork_off},
};

static void run_any(void)
{
    int weights = 0;
    size_t i = 0;

    for (size_t at = 0; at < COUNT(operations); at++)
        weights += operations[at].weight;
    int choice = below(&chance, weights);
    while (choice >= operations[i].weight)
        choice -= operations[i++].weight;
    current = operations[i].name;
    operations[i].run();
}

int main(int argc, char **argv)
{
    long count = strtol(argv[argc - 2], NULL, 0);

    chance = chance_of(argv[argc - 3]);
    pool = strtol(argv[argc - 1], NULL, 0);
    for (int i = 0; i < CONNECTIONS; i++)
        open_connection(&connections[i]);
    for (operation = 0; operation < count && wrong == 0; operation++)
        run_any();
    current = "the end";
    release_everything();
    exhaust();
    fact("operations %ld", operation);
    fact("buffers sent %ld", buffers_sent);
    fact("templates sent %ld", templates_sent);
    fact("pieces kept %ld", pieces_kept);
    fact("wrong %ld", wrong);
    return 0;
}
