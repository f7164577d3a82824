// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.templates;

import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Topic;

/** Templated sends: what the calls answer, and what arrives. */
class TemplateIT {
    @Test
    void messageIsCopiedIfItFits() {
        topic("arguments")
                .assertFacts(
                        "one entry: 0",
                        "three entries: 0",
                        "1856 bytes: 0",
                        "without memory of the card: 0",
                        "no entries: 0",
                        "an empty entry: 0",
                        "null entries: EFAULT",
                        "null bytes: EFAULT",
                        "fewer than none: EINVAL",
                        "too long: E2BIG",
                        "too long by a sum: E2BIG",
                        "flag of update: EINVAL",
                        "unknown flag: EINVAL",
                        "null handle: EFAULT",
                        "arrived: nothing");
    }

    @Test
    void onlyConnectedTcpSocketsHaveTemplates() {
        topic("descriptors")
                .assertFacts(
                        "descriptor -1: EBADF",
                        "descriptor 12345: EBADF",
                        "file: ESOCKTNOSUPPORT",
                        "epoll: ESOCKTNOSUPPORT",
                        "local stream: ESOCKTNOSUPPORT",
                        "udp: EOPNOTSUPP",
                        "not connected: ENOTCONN",
                        "listening: ENOTCONN",
                        "accepted: 0");
    }

    @Test
    void pipesAreAcceleratedWhereAnythingIs() {
        topic("pipes").assertFactsIn(Mode.STUB, "pipe: ESOCKTNOSUPPORT");
        topic("pipes").assertFactsIn(Mode.EMULATE, "pipe: EOPNOTSUPP");
    }

    @Test
    void changesAreMadeInOrderUpToTheFirstThatCannotBe() {
        topic("updates")
                .assertFacts(
                        "in order: 0",
                        "the second beyond the end: EINVAL",
                        "none: 0",
                        "null: EFAULT",
                        "fewer than none: EINVAL",
                        "length 0: EINVAL",
                        "before the start: EINVAL",
                        "the longest length: EINVAL",
                        "the last offset: EINVAL",
                        "null bytes: EFAULT",
                        "flag of alloc: EINVAL",
                        "unknown flag: EINVAL",
                        "arrived: nothing",
                        "to the end, and sent: 0",
                        "arrived: accb..dd.g",
                        "sent already: EINVAL",
                        "sent already: EINVAL",
                        "sent already, aborted: EINVAL",
                        "arrived: nothing");
    }

    @Test
    void bytesGoInTheOrderOfSending() {
        topic("order")
                .assertFacts(
                        "second: 0", "buffer: 8", "first: 0", "arrived: [ordinary][second][buffer][ordinary][First]");
    }

    @Test
    void onlyLiveTemplatesOfTheSocketAreUsed() {
        topic("handles")
                .assertFacts(
                        "null: EINVAL",
                        "a pointer: EINVAL",
                        "beside a handle: EINVAL",
                        "a buffer's: EINVAL",
                        "a buffer's, aborted: EINVAL",
                        "released as a buffer: EINVAL",
                        "over another socket: EINVAL",
                        "aborted over another socket: EINVAL",
                        "over no socket: EBADF",
                        "aborted over no socket: EBADF",
                        "null, aborted: EINVAL",
                        "arrived: nothing",
                        "aborted: 0",
                        "aborted twice: EINVAL",
                        "after abort: EINVAL",
                        "buffer still ours: 0",
                        "arrived: nothing");
    }

    private static Topic topic(String name) {
        return new Topic("templates", name);
    }
}
