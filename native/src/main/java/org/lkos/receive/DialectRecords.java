// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.receive;

import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TS_FLAG_ACCEPTABLE;
import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TS_FLAG_CLOCK_IN_SYNC;
import static org.lkos.onload.OnloadExtensionsTimestamping.ONLOAD_TS_FLAG_CLOCK_SET;
import static org.lkos.onload.OnloadExtensionsTimestamping.SO_TIMESTAMPING_OOEXT;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RAW_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_RX_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SOFTWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_SYS_HARDWARE;
import static org.lkos.posix.LinuxNetTstamp.SOF_TIMESTAMPING_TX_HARDWARE;
import static org.lkos.posix.SysSocket.SOL_SOCKET;
import static org.lkos.posix.SysSocket.SO_TIMESTAMPING_OLD;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.onload.OnloadExtensions;
import org.lkos.onload.OnloadExtensions.onload_scm_timestamping_stream;
import org.lkos.onload.OnloadExtensionsTimestamping.onload_timestamp;
import org.lkos.onload.OnloadExtensionsTimestamping.scm_timestamping_ooext;
import org.lkos.posix.Time.timespec;
import org.lkos.timestamping.Dialect;
import org.lkos.timestamping.Request;
import org.lkos.timestamping.Stamps;
import org.lkos.timestamping.StreamPosition;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** A kernel's software stamp, written as Onload writes the NIC's. There are no trailers here, so none has a stamp. */
@Unmanaged
final class DialectRecords {
    /** The kernel's clock is the host's: set, and as much in step as anything can be here. */
    private static final int GOOD_CLOCK =
            (ONLOAD_TS_FLAG_CLOCK_SET | ONLOAD_TS_FLAG_CLOCK_IN_SYNC | ONLOAD_TS_FLAG_ACCEPTABLE) << 24;

    private static final int MOST_RECORDS = 3;

    private DialectRecords() {}

    /** An {@code onload_timestamp} for each source asked for: NIC, then cPacket, which is zero. */
    static void putPlain(ControlWriter writer, int request, boolean sent, timespec stamp) {
        Address stamps = StackMemory.allocate(2 * onload_timestamp.SIZE, StackMemory.ALIGNED);
        int count = 0;
        if (Request.recordsInHardware(request, sent)) {
            onload_timestamp nic = stamps.toStructure();
            nic.sec = stamp.tv_sec;
            nic.nsec = (int) stamp.tv_nsec;
            nic.nsec_frac_flags = GOOD_CLOCK;
            count++;
        }
        if (!sent && Dialect.wantsTrailer(request)) {
            Address trailer = stamps.add(count * onload_timestamp.SIZE);
            trailer.putLong(0);
            trailer.add(8).putLong(0);
            count++;
        }
        if (count > 0) {
            writer.put(SOL_SOCKET, SO_TIMESTAMPING_OLD, stamps, count * onload_timestamp.SIZE);
        }
    }

    /** A record for each stamp asked for that is there, in Onload's order; nothing for one that a neighbour asked for. */
    static void putRecords(ControlWriter writer, int request, boolean sent, timespec stamp) {
        if (!sent && !Dialect.recordsReceived(request)) {
            return;
        }
        Address records = StackMemory.allocate(MOST_RECORDS * scm_timestamping_ooext.SIZE, StackMemory.ALIGNED);
        int hardware = sent ? SOF_TIMESTAMPING_TX_HARDWARE : SOF_TIMESTAMPING_RX_HARDWARE;
        boolean stamped = Request.recordsInHardware(request, sent);
        Address end = records;
        if (!sent && Request.keepsSoftwareStamp(request, false)) {
            end = record(end, SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE, stamp);
        }
        if (stamped && Request.reportsSystem(request)) {
            end = record(end, hardware | SOF_TIMESTAMPING_SYS_HARDWARE, stamp);
        }
        if (stamped && Request.reportsRaw(request)) {
            end = record(end, hardware | SOF_TIMESTAMPING_RAW_HARDWARE, stamp);
        }
        writer.put(SOL_SOCKET, SO_TIMESTAMPING_OOEXT, records, end.toLong() - records.toLong());
    }

    /** The kernel's own form, for what a socket with a request for streams receives. */
    static void putStandard(ControlWriter writer, int request, boolean sent, timespec stamp) {
        Address stamps = StackMemory.allocate(Stamps.SIZE, StackMemory.ALIGNED);
        Bytes.copy(stamp.toAddress(), stamps, timespec.SIZE);
        Bytes.zeroSixteen(stamps.add(timespec.SIZE));
        Bytes.zeroSixteen(stamps.add(2 * timespec.SIZE));
        if (Stamps.placeWhole(stamps, request, sent)) {
            writer.put(SOL_SOCKET, SO_TIMESTAMPING_OLD, stamps, Stamps.SIZE);
        }
    }

    /**
     * When {@code length} bytes of a stream were sent. What is sent again has been told of, and the kernel does not say
     * which bytes it was: of that there is a record of no bytes, with the time of the repetition.
     */
    static void putStream(ControlWriter writer, timespec stamp, int length) {
        onload_scm_timestamping_stream record = StackMemory.allocate(
                        onload_scm_timestamping_stream.SIZE, StackMemory.ALIGNED)
                .toStructure();
        boolean repeated = length == StreamPosition.REPEATED;
        record.first_sent_sec = repeated ? 0 : stamp.tv_sec;
        record.first_sent_nsec = repeated ? 0 : stamp.tv_nsec;
        record.last_sent_sec = repeated ? stamp.tv_sec : 0;
        record.last_sent_nsec = repeated ? stamp.tv_nsec : 0;
        record.len = repeated ? 0 : length;
        writer.put(
                SOL_SOCKET,
                OnloadExtensions.ONLOAD_SCM_TIMESTAMPING_STREAM,
                record.toAddress(),
                onload_scm_timestamping_stream.SIZE);
    }

    private static Address record(Address at, int type, timespec stamp) {
        scm_timestamping_ooext record = at.toStructure();
        record.type = type;
        record.padding = 0;
        record.sec = stamp.tv_sec;
        record.nsec = (int) stamp.tv_nsec;
        record.nsec_frac_flags = GOOD_CLOCK;
        return at.add(scm_timestamping_ooext.SIZE);
    }
}
