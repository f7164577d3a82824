// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.delivery;

import org.lkos.buffers.PacketBuffers;
import org.lkos.buffers.ReceiveBuffers;
import org.lkos.machine.Bits;
import org.lkos.next.DivertedReceives;
import org.lkos.posix.Errno;
import org.lkos.posix.SysSocket;
import org.lkos.posix.SysSocket.mmsghdr;
import org.lkos.posix.SysUio.iovec;
import org.lkos.receive.ControlMessages;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * What one thread receives a batch of datagrams by: a message, an iovec, a name and control data for each. Their data goes
 * to buffers that the lane has as long as the call lasts. One slot more than a batch has is for a message that is held back
 * until it is known whether another follows.
 *
 * <pre>
 * +------+----------+--------+-------+-------+----------+
 * | head | messages | iovecs | names | parts | controls |
 * +------+----------+--------+-------+-------+----------+
 * </pre>
 */
@Unmanaged
final class Lane extends Structure {
    /** Datagrams of a batch. */
    static final int BATCH = 32;

    /** Control data of a message in a batch. */
    static final int CONTROL = 512;

    /** As many buffers of a page each stay with a lane that nobody uses. */
    private static final int FEW = 12;

    private static final int SLOTS = BATCH + 1;
    /** The longest name is that of IPv6, 28 bytes. */
    static final int NAME = 32;

    private static final int MESSAGES = 128;
    private static final int IOVECS = MESSAGES + SLOTS * mmsghdr.SIZE;
    private static final int NAMES = IOVECS + SLOTS * iovec.SIZE;
    private static final int PARTS = NAMES + SLOTS * NAME;
    private static final int CONTROLS = 8192;

    /** Where {@link #chunk} is. */
    private static final int CHUNK = 24;

    /** Where {@link #tenure} is. */
    static final int TENURE = 96;

    static final long SIZE = CONTROLS + (long) SLOTS * CONTROL;

    /** Where the lane is entered; see {@link Lanes}. */
    Address entry;

    /** Its number, which is also where its buffers come from. */
    int number;

    /** How many messages the last batch brought, and the next of them to show. */
    int count;

    int next;

    /** 1 if the batch was as large as it could be, so that more may be waiting. */
    int full;

    /** Buffers that are ours, the 64 that they are of, and the one of them that is held back. */
    int chunk;

    int pad1;
    long set;
    long held;

    /** What the slots are prepared for. */
    long preparedSet;

    long preparedControlRoom;
    int preparedNameRoom;
    int preparedChunk;

    /** 1 if the slot behind the batch has a buffer for an exchange. */
    int spare;

    /** 1 if all that the socket receives is sent to a group. */
    int group;

    /** While it is retained or more of a batch is to be shown: the socket's number and cookie, and the process. */
    long cookie;

    int fd;
    int process;

    /** Whose the lane is; see {@link Tenure}. */
    long tenure;

    Address frame;

    /** The packet buffer that is shown of a stream, or null. */
    Address packet;

    long pad2;

    /** Receives up to {@code wanted} datagrams without waiting: how many, or a negative errno. */
    int receive(Recipient to, int wanted) {
        int slots = held == 0 ? takeBuffers(wanted) : heldBack(wanted);
        if (slots <= 0) {
            return -Errno.ENOBUFS;
        }
        Address messages = toAddress().add(MESSAGES);
        Slots.prepare(this, to);
        int savedErrno = Errno.get();
        int got = DivertedReceives.unfilteredRecvmmsg(
                to.fd, messages, slots, SysSocket.MSG_DONTWAIT, Address.fromLong(0));
        if (got > 0 && to.controlRoom != 0 && ControlMessages.any(messages, got)) {
            got = ControlMessages.rewriteAll(to.fd, messages, got);
        }
        int status = got < 0 ? -Errno.get() : got;
        Errno.set(savedErrno);
        group = status > 0 && Destination.isGroup(to.fd) ? 1 : 0;
        count = status < 0 ? 0 : status;
        next = 0;
        full = count == slots ? 1 : 0;
        return status;
    }

    /** Those of the batch before serve again unless one of them was kept; how many there are for a batch. */
    private int takeBuffers(int wanted) {
        int have = Bits.count(set);
        if (have < wanted + 1) {
            giveBuffers();
            set = ReceiveBuffers.takeSome(number, wanted + 1, toAddress().add(CHUNK));
            if (set == 0) {
                Lanes.giveIdleBuffers();
                set = ReceiveBuffers.takeSome(number, wanted + 1, toAddress().add(CHUNK));
            }
            have = Bits.count(set);
        }
        int most = have > 1 ? have - 1 : have;
        return most < wanted ? most : wanted;
    }

    private int heldBack(int wanted) {
        int most = Bits.count(set & ~held);
        return most < wanted ? most : wanted;
    }

    boolean hasFewBuffers() {
        return Bits.count(set) <= FEW && ReceiveBuffers.areShort(chunk, set);
    }

    void giveBuffers() {
        ReceiveBuffers.giveSome(chunk, set);
        set = 0;
    }

    /** Takes back what is lent to a callback. */
    void takeBack() {
        for (long rest = set; rest != 0; rest &= rest - 1) {
            ReceiveBuffers.takeBack(ReceiveBuffers.buffer(chunk, Bits.lowest(rest)));
        }
        held = 0;
        preparedSet = 0;
        if (packet != null) {
            PacketBuffers.takeBack(packet);
            PacketBuffers.give(packet);
            packet = Address.fromLong(0);
        }
    }

    /** Whether a batch could be received behind the last message of this one. */
    boolean canHold() {
        return Bits.count(set) > 1;
    }

    mmsghdr message(int slot) {
        return toAddress().add(MESSAGES + (long) slot * mmsghdr.SIZE).toStructure();
    }

    iovec data(int slot) {
        return toAddress().add(IOVECS + (long) slot * iovec.SIZE).toStructure();
    }

    Address name(int slot) {
        return toAddress().add(NAMES + (long) slot * NAME);
    }

    Address control(int slot) {
        return toAddress().add(CONTROLS + (long) slot * CONTROL);
    }

    /** Where the iovecs of the message that is being shown are. */
    Address parts() {
        return toAddress().add(PARTS);
    }
}
