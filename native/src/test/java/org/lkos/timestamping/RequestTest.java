// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_RX_FILTER;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RAW_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SYS_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_SOFTWARE;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link Request} over all combinations of its flags. */
class RequestTest {
    private static final int OPTIONS = 1 << 7 | 1 << 11;
    private static final int HARDWARE_RECORDS = SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RX_HARDWARE;
    private static final int HARDWARE_REPORTS = SOF_TIMESTAMPING_SYS_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;

    private static IntStream allFlags() {
        return IntStream.range(0, 128).flatMap(flags -> IntStream.of(flags, flags | OPTIONS));
    }

    private static IntStream hardwareFlags() {
        return allFlags().filter(Request::wantsHardware);
    }

    @Test
    void wantsHardwareNeedsARecordAndAReport() {
        allFlags().forEach(flags -> {
            boolean expected = (flags & HARDWARE_RECORDS) != 0 && (flags & HARDWARE_REPORTS) != 0;
            assertEquals(expected, Request.wantsHardware(flags), () -> Integer.toHexString(flags));
        });
        assertEquals(2 * 72, hardwareFlags().count());
    }

    @Test
    void keepsEveryFlagAndTheTypes() {
        allFlags().forEach(flags -> {
            int request = Request.of(flags, true);
            assertEquals(flags, Request.flags(request));
            assertTrue(Request.usesNewTypes(request));
            assertFalse(Request.usesNewTypes(Request.withNewTypes(request, false)));
            assertEquals(flags, Request.flags(Request.withNewTypes(request, false)));
        });
    }

    @Test
    void isToldFromOtherNumbersAndPositive() {
        allFlags().forEach(flags -> {
            int request = Request.of(flags, true);
            assertTrue(request > 0);
            assertTrue(Request.isRequest(request));
            assertFalse(Request.isRequest(~request));
        });
        IntStream.of(Request.NONE, 1, -1, 4096, Integer.MAX_VALUE, Integer.MIN_VALUE)
                .forEach(number -> assertFalse(Request.isRequest(number), () -> Integer.toString(number)));
    }

    @Test
    void kernelRecordsInSoftwareWhatHardwareShouldRecord() {
        hardwareFlags().forEach(flags -> {
            int kernel = Request.kernelFlags(flags);
            assertEquals(
                    (flags & (SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_TX_SOFTWARE)) != 0,
                    (kernel & SOF_TIMESTAMPING_TX_SOFTWARE) != 0);
            assertEquals(
                    (flags & (SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RX_SOFTWARE)) != 0,
                    (kernel & SOF_TIMESTAMPING_RX_SOFTWARE) != 0);
            assertTrue((kernel & SOF_TIMESTAMPING_SOFTWARE) != 0);
            assertEquals(0, kernel & SOF_TIMESTAMPING_TX_HARDWARE);
            assertEquals(flags & OPTIONS, kernel & OPTIONS);
        });
    }

    @Test
    void illegalFlagsReachTheKernel() {
        int illegal = 1 << 23 | SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;
        assertTrue((Request.kernelFlags(illegal) & 1 << 23) != 0);
    }

    @Test
    void pureHardwareRequestsAreReadBackFromTheFlagsAlone() {
        int software = SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
        hardwareFlags().filter(flags -> (flags & software) == 0).forEach(flags -> {
            int kernel = Request.selfDescribingFlags(flags);
            assertEquals(flags, Request.flags(Request.fromSelfDescribingFlags(kernel)));
        });
    }

    @Test
    void noReceivedStampIsReportedWhereNoneCanBeWanted() {
        int received = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
        hardwareFlags().forEach(flags -> {
            int filter = (flags & received) == 0 ? SOF_TIMESTAMPING_OPT_RX_FILTER : 0;
            assertEquals(Request.unfilteredKernelFlags(flags) | filter, Request.kernelFlags(flags));
            assertTrue(Request.fits(Request.of(flags, false), Request.kernelFlags(flags)));
            assertTrue(Request.fits(Request.of(flags, false), Request.unfilteredKernelFlags(flags)));
        });
    }

    @Test
    void otherSenderDiffersInTheKindOfItsStampsAlone() {
        hardwareFlags().forEach(flags -> {
            int request = Request.withSendsByMessage(Request.of(flags, false));
            int other = Request.withOtherSender(request);
            assertEquals(Request.recordsInHardware(request, true), !Request.recordsInHardware(other, true));
            assertEquals(Request.recordsInHardware(request, false), Request.recordsInHardware(other, false));
            assertEquals(request, Request.withOtherSender(other));
        });
    }
}
