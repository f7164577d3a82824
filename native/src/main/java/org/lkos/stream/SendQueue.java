// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stream;

import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.next.NextOptions;
import org.lkos.posix.LinuxSockDiag.sk_meminfo;
import org.lkos.posix.NetinetTcp;
import org.lkos.posix.NetinetTcp.tcp_info;
import org.lkos.posix.SysSocket;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * The send queue of a connection at one moment. The kernel looks for room when it begins a segment, and only then: bytes go
 * in as long as {@code queued} is less than {@code limit}, up to the size of a segment, however little room there is.
 */
@Unmanaged
final class SendQueue extends Structure {
    static final int SIZE = 40;

    /** What a segment takes of the queue besides its bytes, at most: 832 were seen on Linux 6.18, 1280 on older ones. */
    static final int SEGMENT_OVERHEAD = 1536;

    private static final int SIXTEENS = tcp_info.SIZE / 16;

    /** How much of the queue is taken. */
    long queued;

    /** When no further segment is begun. */
    long limit;

    /** Bytes of a segment, at least 1. */
    int segment;

    /** Bytes that have not been sent. */
    int unsent;

    /** Bytes ever written, modulo 2^32. */
    int written;

    int pad0;

    long room() {
        return limit - queued;
    }

    /** Learns {@code queued} and {@code limit}: 0, or a negative errno. */
    int measure(int fd) {
        sk_meminfo memory =
                StackMemory.allocate(sk_meminfo.SIZE, StackMemory.ALIGNED).toStructure();
        int status = NextOptions.getInto(fd, SysSocket.SO_MEMINFO, memory.toAddress(), sk_meminfo.SIZE);
        queued = memory.wmem_queued & 0xffffffffL;
        limit = memory.sndbuf & 0xffffffffL;
        return status;
    }

    /** Learns the rest: 0, or a negative errno, also where the socket is not one of TCP. */
    int look(int fd) {
        Address zeros = StackMemory.allocate(SIXTEENS * 16, StackMemory.ALIGNED);
        for (int i = 0; i < SIXTEENS; i++) {
            Bytes.zeroSixteen(zeros.add(i * 16L));
        }
        tcp_info info = zeros.toStructure();
        int status = NextOptions.getTcpInto(fd, NetinetTcp.TCP_INFO, zeros, tcp_info.SIZE);
        segment = info.tcpi_snd_mss > 0 ? info.tcpi_snd_mss : 1;
        unsent = info.tcpi_notsent_bytes;
        written = (int) (info.tcpi_bytes_sent - info.tcpi_bytes_retrans) + unsent;
        return status;
    }

    /** How many of the pieces are sure to be taken, the queue being as it is. */
    int fitting(Address pieces, int count) {
        long size = 0;
        int fitting = 0;
        while (fitting < count) {
            size += Pieces.size(pieces, fitting);
            // The first segment needs no more than that there is room, and others what those before them take.
            long segments = (size + segment - 1) / segment - (fitting == 0 ? 1 : 0);
            if (size + segments * SEGMENT_OVERHEAD > room()) {
                return fitting;
            }
            fitting++;
        }
        return fitting;
    }

    /** What there will be of room, at least, when so many bytes have been added. */
    long roomAfter(long size) {
        return room() - size - (2 + size / segment) * SEGMENT_OVERHEAD;
    }

    /** Room for any one piece. */
    long roomForOne() {
        return Pieces.LONGEST + (1L + Pieces.LONGEST / segment) * SEGMENT_OVERHEAD;
    }
}
