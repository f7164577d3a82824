// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.InstallTree;

/** The exports called by a process that loaded the library itself, late and not preloaded: this JVM. */
class OnloadInProcessIT {
    private static final int ENOSYS = 38;
    private static final int SIZE_OF_STAT = 24;

    private static final Onload ONLOAD =
            Native.load(InstallTree.library().toString(), Onload.class);

    /** The calls under test, as {@code <onload/extensions.h>} declares them. */
    public interface Onload extends Library {
        int onload_is_present();

        int onload_fd_stat(int fd, byte[] stat);

        int onload_move_fd(int fd);

        int onload_set_stackname(int who, int scope, String name);

        int onload_stack_opt_set_int(String option, long value);

        int onload_stack_opt_get_int(String option, long[] value);

        int onload_stack_opt_get_str(String option, byte[] value, long[] length);
    }

    @Test
    void onloadIsNotPresent() {
        assertEquals(0, ONLOAD.onload_is_present());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE})
    void statOfAnyDescriptorIsZeroAndTouchesNothing(int fd) {
        byte[] stat = pattern();
        assertEquals(0, ONLOAD.onload_fd_stat(fd, stat));
        assertEquals(0, ONLOAD.onload_fd_stat(fd, null));
        assertArrayEquals(pattern(), stat);
    }

    @Test
    void settersSucceedWhateverTheArguments() {
        assertEquals(0, ONLOAD.onload_move_fd(-1));
        assertEquals(0, ONLOAD.onload_set_stackname(7, -7, null));
        assertEquals(0, ONLOAD.onload_stack_opt_set_int(null, Long.MAX_VALUE));
    }

    @Test
    void integerGetterIsNotSupported() {
        long[] value = {42};
        assertEquals(-1, ONLOAD.onload_stack_opt_get_int("EF_TCP_RCVBUF", value));
        assertEquals(ENOSYS, Native.getLastError());
        assertArrayEquals(new long[] {42}, value);
    }

    @Test
    void stringGetterIsNotSupported() {
        byte[] value = pattern();
        long[] length = {value.length};
        assertEquals(-1, ONLOAD.onload_stack_opt_get_str("EF_SCALABLE_FILTERS", value, length));
        assertEquals(ENOSYS, Native.getLastError());
        assertArrayEquals(pattern(), value);
        assertArrayEquals(new long[] {value.length}, length);
    }

    private static byte[] pattern() {
        byte[] bytes = new byte[SIZE_OF_STAT];
        Arrays.fill(bytes, (byte) 0x5a);
        return bytes;
    }
}
