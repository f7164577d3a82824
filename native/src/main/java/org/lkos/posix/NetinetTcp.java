// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/** {@code <netinet/tcp.h>}. */
@Unmanaged
public final class NetinetTcp {
    public static final int TCP_INFO = 11;

    public static final int TCP_ESTABLISHED = 1;
    public static final int TCP_SYN_SENT = 2;
    public static final int TCP_SYN_RECV = 3;
    public static final int TCP_FIN_WAIT1 = 4;
    public static final int TCP_FIN_WAIT2 = 5;
    public static final int TCP_TIME_WAIT = 6;
    public static final int TCP_CLOSE = 7;
    public static final int TCP_CLOSE_WAIT = 8;
    public static final int TCP_LAST_ACK = 9;
    public static final int TCP_LISTEN = 10;
    public static final int TCP_CLOSING = 11;

    private NetinetTcp() {}

    /** {@code struct tcp_info} as Linux 6.2 has it; kernels before fill in less. */
    @Unmanaged
    public static class tcp_info extends Structure {
        public static final int SIZE = 240;
        public byte tcpi_state;
        public byte tcpi_ca_state;
        public byte tcpi_retransmits;
        public byte tcpi_probes;
        public byte tcpi_backoff;
        public byte tcpi_options;
        public byte tcpi_wscale;
        public byte tcpi_flags;
        public int tcpi_rto;
        public int tcpi_ato;
        public int tcpi_snd_mss;
        public int tcpi_rcv_mss;
        public int tcpi_unacked;
        public int tcpi_sacked;
        public int tcpi_lost;
        public int tcpi_retrans;
        public int tcpi_fackets;
        public int tcpi_last_data_sent;
        public int tcpi_last_ack_sent;
        public int tcpi_last_data_recv;
        public int tcpi_last_ack_recv;
        public int tcpi_pmtu;
        public int tcpi_rcv_ssthresh;
        public int tcpi_rtt;
        public int tcpi_rttvar;
        public int tcpi_snd_ssthresh;
        public int tcpi_snd_cwnd;
        public int tcpi_advmss;
        public int tcpi_reordering;
        public int tcpi_rcv_rtt;
        public int tcpi_rcv_space;
        public int tcpi_total_retrans;
        public long tcpi_pacing_rate;
        public long tcpi_max_pacing_rate;
        public long tcpi_bytes_acked;
        public long tcpi_bytes_received;
        public int tcpi_segs_out;
        public int tcpi_segs_in;
        public int tcpi_notsent_bytes;
        public int tcpi_min_rtt;
        public int tcpi_data_segs_in;
        public int tcpi_data_segs_out;
        public long tcpi_delivery_rate;
        public long tcpi_busy_time;
        public long tcpi_rwnd_limited;
        public long tcpi_sndbuf_limited;
        public int tcpi_delivered;
        public int tcpi_delivered_ce;
        public long tcpi_bytes_sent;
        public long tcpi_bytes_retrans;
        public int tcpi_dsack_dups;
        public int tcpi_reord_seen;
        public int tcpi_rcv_ooopack;
        public int tcpi_snd_wnd;
        public int tcpi_rcv_wnd;
        public int tcpi_rehash;
    }
}
