// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.timestamping;

import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.cmsghdr;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * One SO_TIMESTAMPING message, {@code struct scm_timestamping}: the kernel's software stamp, put where the application
 * looks for it.
 *
 * <pre>
 *  0           16          32          48
 * +-----------+-----------+-----------+
 * | software  | system    | raw       |
 * +-----------+-----------+-----------+
 * </pre>
 */
@Unmanaged
public final class Stamps {
    private static final int SYSTEM = 16;
    private static final int RAW = 32;
    public static final int SIZE = 48;

    private Stamps() {}

    /** Gives a message the type the application expects: the mark on it is ours. */
    public static void chooseType(cmsghdr header, int request) {
        if (!Request.usesNewTypes(request)) {
            header.cmsg_type = SysSocket.oldNumber(header.cmsg_level, header.cmsg_type);
        }
    }

    /** The whole of a received message, for a request that {@link Request#isUsual} says is simple. */
    public static void placeUsual(cmsghdr header, int request) {
        Address stamps = header.toAddress().add(cmsghdr.SIZE);
        header.cmsg_type = SO_TIMESTAMPING_OLD;
        Bytes.copySixteen(stamps, stamps.add(RAW));
        if (Request.reportsSystem(request)) {
            Bytes.copySixteen(stamps, stamps.add(SYSTEM));
        }
        if (!Request.reportsSoftware(request)) {
            Bytes.zeroSixteen(stamps);
        }
    }

    /** Whether the message shows any stamp then. */
    public static boolean place(cmsghdr header, int request, boolean sent) {
        chooseType(header, request);
        Address stamps = header.toAddress().add(cmsghdr.SIZE);
        if (header.cmsg_len == cmsghdr.SIZE + SIZE) {
            return placeWhole(stamps, request, sent);
        }
        return placeCut(stamps, header.cmsg_len - cmsghdr.SIZE, request, sent);
    }

    /** The three stamps, of which the first is the kernel's; whether any is shown then. */
    public static boolean placeWhole(Address stamps, int request, boolean sent) {
        if (!sent && OrderedRequest.isOrdered(request)) {
            Bytes.zeroSixteen(stamps);
            return false;
        }
        boolean hardware = Request.recordsInHardware(request, sent);
        boolean system = hardware && Request.reportsSystem(request);
        boolean raw = hardware && Request.reportsRaw(request);
        if (raw && !isStampedByDevice(stamps)) {
            Bytes.copySixteen(stamps, stamps.add(RAW));
        }
        if (system) {
            Bytes.copySixteen(stamps, stamps.add(SYSTEM));
        }
        if (!Request.keepsSoftwareStamp(request, sent)) {
            Bytes.zeroSixteen(stamps);
            return system || raw;
        }
        return true;
    }

    private static boolean isStampedByDevice(Address stamps) {
        return StampSource.prefersDevice() && stamps.add(RAW).getLong() != 0;
    }

    /** A message cut off by a short control buffer: the same bytes, as far as they go. */
    private static boolean placeCut(Address stamps, long length, int request, boolean sent) {
        Address whole = StackMemory.allocate(SIZE, StackMemory.ALIGNED);
        for (int i = 0; i < SIZE; i++) {
            byte known = i < length ? stamps.add(i).getByte() : 0;
            whole.add(i).putByte(known);
        }
        boolean shown = placeWhole(whole, request, sent);
        for (int i = 0; i < length && i < SIZE; i++) {
            stamps.add(i).putByte(whole.add(i).getByte());
        }
        return shown;
    }
}
