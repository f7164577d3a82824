// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.zerocopy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.Topic;

/** {@code onload_zc_send} with memory that is not there, and with buffers that turn out bad when others were sent. */
class RefusedSendIT {
    @Test
    void memoryThatIsNotThereIsToldOf() {
        List<String> facts = List.of(
                "messages at 8: EFAULT",
                "beyond all addresses: EFAULT",
                "in no page: EFAULT",
                "partly in a page: EFAULT",
                "not to be written: EFAULT",
                "warm: EFAULT",
                "entries at 8: EFAULT",
                "entries in no page: EFAULT",
                "entries partly in a page: EFAULT",
                "entries without end: EFAULT",
                "arrived: nothing",
                "the second in no page: 1",
                "rc of the first: 5",
                "arrived: bytes",
                "bytes in no page: EINVAL",
                "handle in no page: EINVAL",
                "arrived: nothing");
        topic("bad-memory")
                .assertFacts(Stream.of("tcp", "udp")
                        .flatMap(protocol -> Stream.concat(Stream.of(protocol), facts.stream()))
                        .toArray(String[]::new));
    }

    @Test
    void bytesDoNotWaitForBuffersThatAreNotSent() {
        topic("bad-buffer-late")
                .assertFacts(
                        "bad one in the third chunk: 1280",
                        "held back: 0",
                        "one of the second chunk: EINVAL",
                        "the rest: 720",
                        "held back: 0",
                        "named again in the next chunk: EINVAL");
    }

    private static Topic topic(String name) {
        return new Topic("zero_copy_send", name);
    }
}
