// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

@Unmanaged
@Include("unistd.h")
final class ForeignResults {
    private static int last;

    private ForeignResults() {}

    static boolean failed(int fd) {
        int status = close(fd);
        return status < 0;
    }

    static int returned(int fd) {
        return close(fd);
    }

    static void stored(int fd, Address memory) {
        last = close(fd);
        memory.putInt(close(fd));
        close(fd);
    }

    static int passedToJava(int fd) {
        return negate(close(fd));
    }

    static int negate(int n) {
        return -n;
    }

    static boolean pointer() {
        return calloc(1, 16) == null;
    }

    static Address cell() {
        return addressOf(last);
    }

    @Import(name = "close")
    private static native int close(int fd);

    @Include("stdlib.h")
    @Import(name = "calloc")
    private static native Address calloc(long count, long size);

    @Import(name = "&")
    private static native Address addressOf(int field);
}
