// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** The exports called by a process that loaded the library itself, late and not preloaded: this JVM. */
@ShippedLibrariesOnly("loaded into a virtual machine, which a sanitizer does not share")
class OnloadInProcessIT {
    private static final int ENOSYS = 38;
    private static final int SIZE_OF_STAT = 24;

    private static final NativeLibrary LIBRARY =
            NativeLibrary.getInstance(InstallTree.library().toString());

    @Test
    void onloadIsNotPresent() {
        assertEquals(0, call("onload_is_present"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE})
    void statOfAnyDescriptorIsZeroAndTouchesNothing(int fd) {
        byte[] stat = pattern();
        assertEquals(0, call("onload_fd_stat", fd, stat));
        assertEquals(0, call("onload_fd_stat", fd, null));
        assertArrayEquals(pattern(), stat);
    }

    @Test
    void settersSucceedWhateverTheArguments() {
        assertEquals(0, call("onload_move_fd", -1));
        assertEquals(0, call("onload_set_stackname", 7, -7, null));
        assertEquals(0, call("onload_stack_opt_set_int", null, Long.MAX_VALUE));
    }

    @Test
    void integerGetterIsNotSupported() {
        long[] value = {42};
        assertEquals(-1, call("onload_stack_opt_get_int", "EF_TCP_RCVBUF", value));
        assertEquals(ENOSYS, Native.getLastError());
        assertArrayEquals(new long[] {42}, value);
    }

    @Test
    void stringGetterIsNotSupported() {
        byte[] value = pattern();
        long[] length = {value.length};
        assertEquals(-1, call("onload_stack_opt_get_str", "EF_SCALABLE_FILTERS", value, length));
        assertEquals(ENOSYS, Native.getLastError());
        assertArrayEquals(pattern(), value);
        assertArrayEquals(new long[] {value.length}, length);
    }

    private static int call(String function, Object... arguments) {
        return LIBRARY.getFunction(function).invokeInt(arguments);
    }

    private static byte[] pattern() {
        byte[] bytes = new byte[SIZE_OF_STAT];
        Arrays.fill(bytes, (byte) 0x5a);
        return bytes;
    }
}
