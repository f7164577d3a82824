// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lkos.onload.OnloadExtensions.ONLOAD_SOF_TIMESTAMPING_STREAM;
import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_RX_CPACKET;
import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_RX_NIC;
import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TIMESTAMPING_FLAG_TX_NIC;
import static org.lkos.onload.OnloadExtensionsTimestamping.SOF_TIMESTAMPING_OOEXT_TRAILER;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_ID;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_ID_TCP;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_TSONLY;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SYS_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_SOFTWARE;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link Dialect}: what each keeps of a request and asks of the kernel. */
class DialectTest {
    @Test
    void standardRequestsAreInNoDialect() {
        IntStream.range(0, 128).forEach(flags -> assertEquals(Dialect.STANDARD, Dialect.of(Request.of(flags, true))));
    }

    @Test
    void everyDialectIsARequestAndPositive() {
        IntStream.of(Dialect.plain(7), Dialect.records(0x7f), Dialect.stream(0x21, true))
                .forEach(request -> {
                    assertTrue(request > 0);
                    assertTrue(Request.isRequest(request));
                });
    }

    @Test
    void recordsKeepEveryFlagAndTheTrailer() {
        IntStream.range(0, 128).forEach(flags -> {
            assertEquals(flags, Dialect.flags(Dialect.records(flags)));
            int withTrailer = flags | SOF_TIMESTAMPING_OOEXT_TRAILER;
            assertEquals(withTrailer, Dialect.flags(Dialect.records(withTrailer)));
        });
    }

    @Test
    void standardOptionShowsStreamsAndHidesOnloadsOtherCalls() {
        int stream = Dialect.stream(SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_SYS_HARDWARE, false);
        assertEquals(
                SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_SYS_HARDWARE | ONLOAD_SOF_TIMESTAMPING_STREAM,
                Dialect.standardFlags(stream));
        assertEquals(0, Dialect.standardFlags(Dialect.plain(7)));
        assertEquals(0, Dialect.standardFlags(Dialect.records(0x7f)));
    }

    @Test
    void plainRequestsRecordOnlyWhatIsAskedFor() {
        int sent = kernel(Dialect.plain(ONLOAD_TIMESTAMPING_FLAG_TX_NIC));
        assertEquals(SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE, sent);
        int trailer = Dialect.plain(ONLOAD_TIMESTAMPING_FLAG_RX_CPACKET);
        assertTrue((kernel(trailer) & SOF_TIMESTAMPING_RX_SOFTWARE) != 0);
        assertFalse(Request.recordsInHardware(trailer, false));
        assertTrue(Request.recordsInHardware(Dialect.plain(ONLOAD_TIMESTAMPING_FLAG_RX_NIC), false));
    }

    @Test
    void streamsAreNumberedWhereTheKernelCan() {
        int request = Dialect.stream(SOF_TIMESTAMPING_TX_HARDWARE, false);
        int numbered = SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_ID_TCP | SOF_TIMESTAMPING_OPT_TSONLY;
        assertEquals(numbered, kernel(request) & numbered);
        assertTrue(Dialect.fits(request, kernel(request)));
        assertTrue(Dialect.fits(request, kernel(request) & ~SOF_TIMESTAMPING_OPT_ID_TCP));
        assertFalse(Dialect.fits(request, kernel(request) | SOF_TIMESTAMPING_RX_SOFTWARE));
    }

    private static int kernel(int request) {
        return Dialect.kernelFlags(request, Request.flags(request));
    }
}
