// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Topic;

/** {@code onload_zc_send}: the bytes that arrive, what the answers are, and whose the buffers are afterwards. */
class ZeroCopySendIT {
    @Test
    void messagesAreSentUntilOneIsNot() {
        topic("call")
                .assertFacts(
                        "no messages: 0",
                        "fewer than none: 0",
                        "null, none: 0",
                        "null: EFAULT",
                        "unknown flag: 1",
                        "rc: EINVAL",
                        "next rc untouched",
                        "a bad one in the middle: 2",
                        "rc: 5",
                        "rc: EBADF",
                        "last rc untouched",
                        "arrived: first",
                        "an empty one: 1",
                        "rc: 0",
                        "last rc untouched",
                        "no entries: 1",
                        "rc: EFAULT",
                        "two: 2",
                        "arrived: last");
    }

    @Test
    void onlyTcpAndUdpSocketsSend() {
        topic("descriptors")
                .assertFacts(
                        "descriptor -1: EBADF",
                        "descriptor 12345: EBADF",
                        "file: ESOCKTNOSUPPORT",
                        "epoll: ESOCKTNOSUPPORT",
                        "local stream: ESOCKTNOSUPPORT",
                        "local packets: ESOCKTNOSUPPORT",
                        "arrived: nothing",
                        "arrived: nothing",
                        "still ours: 0");
    }

    @Test
    void pipesAreAcceleratedWhereAnythingIs() {
        topic("pipes").assertFactsIn(Mode.STUB, "pipe: ESOCKTNOSUPPORT");
        topic("pipes").assertFactsIn(Mode.EMULATE, "pipe: ENOTSOCK");
    }

    @Test
    void numberThatIsAnotherSocketNowIsNoticed() {
        topic("reused-descriptor")
                .assertFacts(
                        "closed: EBADF",
                        "number is used again: yes",
                        "local stream now: ESOCKTNOSUPPORT",
                        "arrived: nothing",
                        "arrived: nothing",
                        "still ours: 0");
    }

    @Test
    void onlyBuffersOfTheApplicationAreSentAndOnce() {
        topic("buffers")
                .assertFacts(
                        "no handle: EINVAL",
                        "no buffer: EINVAL",
                        "beside a handle: EINVAL",
                        "on the stack: EINVAL",
                        "length 0: EINVAL",
                        "beyond the end: EINVAL",
                        "the longest length: EINVAL",
                        "before the start: EINVAL",
                        "elsewhere: EINVAL",
                        "at the end: EINVAL",
                        "twice: EINVAL",
                        "released: 0",
                        "after release: EINVAL",
                        "one of two: EINVAL",
                        "arrived: nothing",
                        "the middle: 5",
                        "arrived: 23456",
                        "after sending: EINVAL",
                        "release after sending: EINVAL",
                        "arrived: nothing");
    }

    @Test
    void buffersBelongToNoSocket() {
        topic("other-socket").assertFacts("both: 14", "arrived: made elsewhere");
    }

    @Test
    void brokenConnectionsAreToldAsBySend() {
        topic("connections")
                .assertFacts(
                        "not connected: EPIPE",
                        "signals 0",
                        "not connected: EPIPE",
                        "signals 1",
                        "still ours: 0",
                        "listening: EPIPE",
                        "signals 0",
                        "listening: EPIPE",
                        "signals 1",
                        "still ours: 0",
                        "shut down: EPIPE",
                        "signals 0",
                        "shut down: EPIPE",
                        "signals 1",
                        "still ours: 0",
                        "reset by the peer: ECONNRESET",
                        "signals 0",
                        "reset by the peer: EPIPE",
                        "signals 1",
                        "still ours: 0");
    }

    @Test
    void moreToComeIsHeldBack() {
        topic("more").assertFacts("with more to come: 6", "held back: 6", "the rest: 9", "arrived: begun and ended");
    }

    @Test
    void smallerSendBufferIsMindedAtOnce() {
        topic("lowered").assertFacts("full: EAGAIN");
    }

    @Test
    void messageIsADatagramOverUdp() {
        topic("datagrams")
                .assertFacts(
                        "two buffers: 12",
                        "one buffer: 7",
                        "arrived: one datagram",
                        "arrived: another",
                        "taken: EINVAL",
                        "no destination: EDESTADDRREQ",
                        "with a name: 7",
                        "arrived: by name",
                        "too long: EMSGSIZE",
                        "64000 bytes: 64000",
                        "length 64000");
    }

    @Test
    void warmSendsNeverLeave() {
        topic("warm")
                .assertFacts(
                        "connection: 4",
                        "two buffers: EINVAL",
                        "still ours: 0",
                        "released: EINVAL",
                        "for real: 3",
                        "arrived: hot",
                        "datagram: 4",
                        "two buffers: EINVAL",
                        "still ours: 0",
                        "released: EINVAL",
                        "for real: 3",
                        "arrived: hot",
                        "not connected: EPIPE",
                        "closed: EBADF",
                        "standard output: ESOCKTNOSUPPORT",
                        "still ours: 0");
    }

    @Test
    void warmSendsTellTheErrorsOfOthers() {
        topic("warm-errors").assertSameAs(topic("errors"));
    }

    @Test
    void warmDatagramsAreNamedAsOthers() {
        topic("warm-by-name").assertFacts("with a name: 4", "arrived: nothing", "still ours: 0");
    }

    private static Topic topic(String name) {
        return new Topic("zero_copy_send", name);
    }
}
