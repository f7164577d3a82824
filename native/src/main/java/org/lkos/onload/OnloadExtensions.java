// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.onload;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <onload/extensions.h>}. */
@Unmanaged
public final class OnloadExtensions {
    public static final int ONLOAD_MSG_WARM = 0x400;
    public static final int ONLOAD_MSG_ONEPKT = 0x20000;
    public static final int ONLOAD_SOF_TIMESTAMPING_STREAM = 1 << 23;
    public static final int ONLOAD_SCM_TIMESTAMPING_STREAM = 1 << 23;
    public static final int ONLOAD_SCOPE_NOCHANGE = 0;
    public static final int ONLOAD_SCOPE_THREAD = 1;
    public static final int ONLOAD_SCOPE_PROCESS = 2;
    public static final int ONLOAD_SCOPE_USER = 3;
    public static final int ONLOAD_SCOPE_GLOBAL = 4;
    public static final int ONLOAD_THIS_THREAD = 0;
    public static final int ONLOAD_ALL_THREADS = 1;
    public static final int ONLOAD_SPIN_ALL = 0;
    public static final int ONLOAD_SPIN_UDP_RECV = 1;
    public static final int ONLOAD_SPIN_TCP_RECV = 3;
    public static final int ONLOAD_SPIN_MIMIC_EF_POLL = 16;
    public static final int ONLOAD_SPIN_MAX = 17;
    public static final int ONLOAD_FD_FEAT_MSG_WARM = 0;
    public static final int ONLOAD_FD_FEAT_UDP_TX_TS_HDR = 1;
    public static final int ONLOAD_FD_FEAT_TX_SCM_TS_PKTINFO = 2;
    public static final int ONLOAD_DELEGATED_SEND_RC_BAD_SOCKET = 1;

    private OnloadExtensions() {}

    /** {@code struct onload_scm_timestamping_stream}, 40 bytes. */
    @Unmanaged
    public static class onload_scm_timestamping_stream extends Structure {
        public static final int SIZE = 40;
        public long first_sent_sec;
        public long first_sent_nsec;
        public long last_sent_sec;
        public long last_sent_nsec;
        public long len;
    }

    /** {@code struct onload_stat}, 24 bytes. */
    @Unmanaged
    public static class onload_stat extends Structure {
        public int stack_id;
        public int pad0;
        public Address stack_name;
        public int endpoint_id;
        public int endpoint_state;
    }

    /** {@code struct onload_tcp_info}, 36 bytes. */
    @Unmanaged
    public static class onload_tcp_info extends Structure {
        public static final int SIZE = 36;
        public int so_recvbuf;
        public int rcvbuf_used;
        public int rcv_window;
        public int so_sndbuf;
        public int so_sndbuf_pkts;
        public int sndbuf_pkts_avail;
        public int snd_mss;
        public int snd_window;
        public int cong_window;
    }

    /** {@code struct onload_ordered_epoll_event}, 24 bytes: {@code struct timespec ts} at 0, {@code bytes} at 16. */
    @Unmanaged
    public static class onload_ordered_epoll_event extends Structure {
        public static final int SIZE = 24;
        public long tv_sec;
        public long tv_nsec;
        public int bytes;
        public int pad0;
    }
}
