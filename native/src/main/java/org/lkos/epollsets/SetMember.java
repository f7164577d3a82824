// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.epollsets;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * One descriptor in an epoll set, as the kernel lists it: first what it is, then what is known of its data at the moment.
 * Times are in nanoseconds of the real-time clock.
 */
@Unmanaged
public final class SetMember extends Structure {
    public static final int SIZE = 128;

    /** Not looked at yet. */
    public static final int UNKNOWN = 0;

    /** Of no order: no socket of TCP or UDP, or one left to the kernel. */
    public static final int OTHER = 1;

    public static final int STREAM = 2;
    public static final int DATAGRAMS = 3;

    /** The application's own. */
    public long data;

    /** Of the file that was added: a descriptor may be another file by now. */
    public long inode;

    public long device;

    /** When the first unread byte or datagram came. */
    public long first;

    /** When the last byte came, of a stream. */
    public long last;

    /** In bytes: of a stream, or of the first datagram. */
    public long unread;

    /** How many bytes of a stream were read before. */
    public long position;

    /** When that came which must not be read yet; {@link Long#MAX_VALUE} if there is none. */
    public long rest;

    /** The descriptor that was added, and the one by which the file is reached now, or -1. */
    public int added;

    public int fd;
    public int interest;

    /** The next member in the index, plus 1. */
    public int next;

    public int kind;
    public int events;

    /** The last look at the set that found events. */
    public int round;

    /** What SO_PEEK_OFF holds. */
    public int peekOffset;

    /** How many entries its history has. */
    public int arrivals;

    /** Whether segments of the stream came out of order. */
    public int reordered;

    /** How many bytes may be read. */
    public int bytes;

    public int pad0;
    public long pad1;
    public long pad2;
}
