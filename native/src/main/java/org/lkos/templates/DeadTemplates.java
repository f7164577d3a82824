// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.templates;

import org.lkos.buffers.Ownership;
import org.lkos.buffers.PacketBuffers;
import org.lkos.buffers.Shortage;
import org.lkos.fd.SocketCookie;
import org.lkos.stream.Connections;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Unmanaged;

/**
 * Templates that nobody can send any more. A connection's end ends its templates, but nobody tells us of it; so they take
 * memory until there is no other.
 */
@Unmanaged
final class DeadTemplates {
    private DeadTemplates() {}

    static void reclaimOnShortage() {
        PacketBuffers.relieveBy(Function.get(Shortage.Relief.class, DeadTemplates.class, "reclaim"));
    }

    /** How many were found. A connection that has been given another number by {@code dup} counts as ended here. */
    static int reclaim() {
        int count = PacketBuffers.count();
        int reclaimed = 0;
        for (int i = 0; i < count; i++) {
            Address handle = PacketBuffers.handleOf(i, Ownership.TEMPLATE);
            if (handle != null && giveIfDead(handle)) {
                reclaimed++;
            }
        }
        return reclaimed;
    }

    private static boolean giveIfDead(Address handle) {
        Template template = Template.claim(handle);
        if (template == null) {
            return false;
        }
        long identity = SocketCookie.ask(template.fd);
        if (template.identity == identity && Connections.state(template.fd) == 0) {
            Template.keep(handle);
            return false;
        }
        Template.invalidate(handle);
        Template.give(handle);
        return true;
    }
}
