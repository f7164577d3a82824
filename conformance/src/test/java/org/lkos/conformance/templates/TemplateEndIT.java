// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.templates;

import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.Topic;

/** Templates whose connection has ended, changed its number, or has no room. */
class TemplateEndIT {
    @Test
    void descriptorsOfOneSocketAreAlike() {
        topic("duplicate")
                .assertFacts("by the copy: 0", "arrived: Message", "by the copy of the copy: 0", "arrived: message");
    }

    @Test
    void templateEndsWithItsConnection() {
        topic("ends")
                .assertFacts(
                        "shut down, a new one: EPIPE",
                        "reset, a new one: ENOTCONN",
                        "shut down, changed: EPIPE",
                        "shut down, changed again: EINVAL",
                        "shut down, sent: EINVAL",
                        "shut down, aborted: EINVAL",
                        "shut down, sent at once: EPIPE",
                        "shut down, aborted at once: EINVAL",
                        "reset, changed: ECONNRESET",
                        "reset, changed again: EINVAL",
                        "reset, sent: EINVAL",
                        "reset, aborted: EINVAL",
                        "reset, sent at once: EPIPE",
                        "reset, aborted at once: EINVAL",
                        "reset, a new one: ENOTCONN",
                        "reset, first sent: ECONNRESET",
                        "reset, second sent: EPIPE",
                        "reset, a new one: ENOTCONN",
                        "closed, changed: EBADF",
                        "closed, changed again: EBADF",
                        "closed, sent: EBADF",
                        "closed, aborted: EBADF");
    }

    @Test
    void numberThatIsAnotherConnectionNowIsNoticed() {
        topic("number-used-again")
                .assertFacts(
                        "another socket now, changed: EINVAL",
                        "another socket now, changed again: EINVAL",
                        "another socket now, sent: EINVAL",
                        "another socket now, aborted: EINVAL",
                        "closed, changed: EINVAL",
                        "closed, changed again: EINVAL",
                        "closed, sent: EINVAL",
                        "closed, aborted: EINVAL",
                        "arrived: nothing");
    }

    @Test
    void nothingIsSentWhereThereIsNoRoom() {
        topic("full")
                .assertFacts(
                        "without waiting: EAGAIN",
                        "it is gone: EINVAL",
                        "of a socket that does not wait: EAGAIN",
                        "it is gone: EINVAL",
                        "sent, not received: 0");
    }

    private static Topic topic(String name) {
        return new Topic("templates", name);
    }
}
