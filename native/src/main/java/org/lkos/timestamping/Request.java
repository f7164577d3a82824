// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_ALL;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_OPT_RX_FILTER;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RAW_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SYS_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_SCHED;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_SOFTWARE;

import org.teavm.interop.Unmanaged;

/**
 * What an application asked of one socket, in an int, and what the kernel is asked instead. Pure numbers.
 *
 * <pre>
 *  31  30      25  24        23        22    21 20           19   18          0
 * +---+----------+---------+---------+---------+------------+-----+------------+
 * | 0 | 101101   | ordered | trailer | dialect | by message | new | SOF_ flags |
 * +---+----------+---------+---------+---------+------------+-----+------------+
 * </pre>
 *
 * The flags are as the application gave them. {@code new}: it set them, or SO_TIMESTAMP or SO_TIMESTAMPNS after them, by
 * the option numbers for 64-bit time, so it expects messages of those types. {@code by message}: messages have asked for
 * stamps that the socket's own flags do not ask for, see {@link #withOtherSender}. {@code dialect} and {@code trailer} are
 * {@link Dialect}'s, {@code ordered} is {@link OrderedRequest}'s. The pattern on top tells a request from any other
 * number; 0 is no request: one that the kernel serves as it is.
 */
@Unmanaged
public final class Request {
    public static final int NONE = 0;

    private static final int NEW_TYPES = 1 << 19;
    private static final int BY_MESSAGE = 1 << 20;
    private static final int PATTERN = 0b101101 << 25;
    private static final int PATTERN_MASK = 0b1111111 << 25;

    private static final int HARDWARE_RECORDS = SOF_TIMESTAMPING_TX_HARDWARE | SOF_TIMESTAMPING_RX_HARDWARE;
    private static final int HARDWARE_REPORTS = SOF_TIMESTAMPING_SYS_HARDWARE | SOF_TIMESTAMPING_RAW_HARDWARE;

    /** Without any of these, no stamp of a received message is shown. */
    private static final int RECEIVED_STAMPS =
            SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;

    private Request() {}

    /** Whether {@code flags} ask for stamps that only hardware makes: to be taken, and to be reported. */
    public static boolean wantsHardware(int flags) {
        return (flags & HARDWARE_RECORDS) != 0 && (flags & HARDWARE_REPORTS) != 0;
    }

    public static int of(int flags, boolean newTypes) {
        return withNewTypes(PATTERN | flags & SOF_TIMESTAMPING_ALL, newTypes);
    }

    public static int withNewTypes(int request, boolean newTypes) {
        return newTypes ? request | NEW_TYPES : request & ~NEW_TYPES;
    }

    public static boolean isRequest(int number) {
        return (number & PATTERN_MASK) == PATTERN;
    }

    public static int flags(int request) {
        return request & SOF_TIMESTAMPING_ALL;
    }

    public static boolean usesNewTypes(int request) {
        return (request & NEW_TYPES) != 0;
    }

    /** Whether it is simple on receive: raw hardware stamps, in messages of the old types. */
    public static boolean isUsual(int request) {
        boolean standard = Dialect.of(request) == Dialect.STANDARD;
        boolean received = standard && recordsInHardware(request, false) && reportsRaw(request);
        boolean reported = keepsSoftwareStamp(request, false) == reportsSoftware(request);
        return received && reported && !usesNewTypes(request) && !StampSource.prefersDevice();
    }

    /** Whether stamps of one direction are to be shown as the kernel's own, too. */
    public static boolean keepsSoftwareStamp(int request, boolean sent) {
        boolean filtered = !sent
                && (request & SOF_TIMESTAMPING_OPT_RX_FILTER) != 0
                && (request & SOF_TIMESTAMPING_RX_SOFTWARE) == 0;
        return reportsSoftware(request) && !filtered;
    }

    /** The request as far as it is for stamps that software makes. */
    public static int withoutHardware(int request) {
        return request & ~HARDWARE_RECORDS;
    }

    public static boolean reportsSoftware(int request) {
        return (request & SOF_TIMESTAMPING_SOFTWARE) != 0;
    }

    /** Whether stamps of one direction are to be shown as made by hardware. */
    public static boolean recordsInHardware(int request, boolean sent) {
        int record = sent ? SOF_TIMESTAMPING_TX_HARDWARE : SOF_TIMESTAMPING_RX_HARDWARE;
        return (request & record) != 0;
    }

    public static boolean reportsHardware(int flags) {
        return (flags & HARDWARE_REPORTS) != 0;
    }

    public static boolean receivesInHardware(int flags) {
        return (flags & SOF_TIMESTAMPING_RX_HARDWARE) != 0;
    }

    public static boolean sendsByMessage(int request) {
        return (request & BY_MESSAGE) != 0;
    }

    public static int withSendsByMessage(int request) {
        return request | BY_MESSAGE;
    }

    /**
     * The request as it is for a message that asked for the kind of stamp, of hardware or of software, that the socket
     * itself does not ask for.
     */
    public static int withOtherSender(int request) {
        return request ^ SOF_TIMESTAMPING_TX_HARDWARE;
    }

    /** Whether the socket, or a message, asks for stamps of scheduling. */
    public static boolean recordsScheduling(int flags) {
        return (flags & SOF_TIMESTAMPING_TX_SCHED) != 0;
    }

    public static boolean reportsRaw(int request) {
        return (request & SOF_TIMESTAMPING_RAW_HARDWARE) != 0;
    }

    public static boolean reportsSystem(int request) {
        return (request & SOF_TIMESTAMPING_SYS_HARDWARE) != 0;
    }

    /**
     * The flags the kernel gets: software records for hardware ones, reported. A device that does stamp in hardware
     * would stamp what is sent only once, its own way, so it is not asked to. Where no received stamp can be wanted, the
     * kernel shall not report those that another socket's request brings about.
     */
    public static int kernelFlags(int flags) {
        int kernel = unfilteredKernelFlags(flags);
        return (flags & RECEIVED_STAMPS) == 0 ? kernel | SOF_TIMESTAMPING_OPT_RX_FILTER : kernel;
    }

    /** The same for Linux before 6.12, which has no such filter: those stamps are taken out of the messages instead. */
    public static int unfilteredKernelFlags(int flags) {
        return selfDescribingFlags(flags) & ~SOF_TIMESTAMPING_TX_HARDWARE;
    }

    /** The same for a socket that cannot hold a label: every hardware bit stays, to be read back from the kernel. */
    public static int selfDescribingFlags(int flags) {
        int software = flags | SOF_TIMESTAMPING_SOFTWARE;
        if ((flags & SOF_TIMESTAMPING_TX_HARDWARE) != 0) {
            software |= SOF_TIMESTAMPING_TX_SOFTWARE;
        }
        if ((flags & SOF_TIMESTAMPING_RX_HARDWARE) != 0) {
            software |= SOF_TIMESTAMPING_RX_SOFTWARE;
        }
        return software;
    }

    /** Whether a socket with these flags can be one of that request. */
    public static boolean fits(int request, int kernelFlags) {
        int flags = flags(request);
        if (OrderedRequest.isOrdered(request)) {
            return Dialect.areSame(request, OrderedRequest.kernelFlags(request), kernelFlags);
        }
        return Dialect.of(request) == Dialect.STANDARD
                ? kernelFlags(flags) == kernelFlags
                        || unfilteredKernelFlags(flags) == kernelFlags
                        || selfDescribingFlags(flags) == kernelFlags
                : Dialect.fits(request, kernelFlags);
    }

    /**
     * The likeliest request behind {@link #selfDescribingFlags}: software bits that the rewriting would have added are
     * taken as added.
     */
    public static int fromSelfDescribingFlags(int kernelFlags) {
        int flags = kernelFlags & ~SOF_TIMESTAMPING_SOFTWARE;
        if ((flags & SOF_TIMESTAMPING_TX_HARDWARE) != 0) {
            flags &= ~SOF_TIMESTAMPING_TX_SOFTWARE;
        }
        if ((flags & SOF_TIMESTAMPING_RX_HARDWARE) != 0) {
            flags &= ~SOF_TIMESTAMPING_RX_SOFTWARE;
        }
        return of(flags, false);
    }
}
