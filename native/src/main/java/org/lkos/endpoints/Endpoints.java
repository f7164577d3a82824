// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.OwnMemory;
import org.lkos.machine.Atomics;
import org.lkos.machine.Bytes;
import org.lkos.next.Confinement;
import org.lkos.stacks.StackNames;
import org.lkos.stacks.StackNumbers;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The endpoints of the process, by descriptor. Nobody tells of every close, so each entry is compared with the kernel when
 * it is used. A socket that nobody saw being made, passed from another process perhaps, is one of the stack that the
 * process begins with, and so are its other descriptors.
 */
@Unmanaged
@StaticInit
public final class Endpoints {
    private static final int DESCRIPTORS = 1 << 16;
    private static final long SIZE = (long) DESCRIPTORS * Endpoint.SIZE;

    private Endpoints() {}

    /** Done at load, while mapping memory is still allowed; else with the first endpoint. */
    public static void prepare() {
        Address memory = OwnMemory.map(SIZE);
        if (memory != null && !Atomics.replaceLong(table(), 0, memory.toLong())) {
            OwnMemory.unmap(memory, SIZE);
        }
    }

    /** Gives the memory back. Done when the library is unloaded. */
    public static void unmap() {
        Address memory = table().getAddress();
        if (memory != null) {
            table().putLong(0);
            OwnMemory.unmap(memory, SIZE);
        }
    }

    /** Whether a descriptor is an endpoint, and of a stack. */
    static boolean isAccelerated(int fd, Endpoint found) {
        return find(fd, found) && found.isAccelerated();
    }

    /** Whether a descriptor is an endpoint; what is known of it is written to {@code found}. */
    static boolean find(int fd, Endpoint found) {
        Endpoint entry = entry(fd);
        if (isCurrent(fd, entry)) {
            found.copyFrom(entry);
            return true;
        }
        int kind = Identity.kind(fd);
        if (kind == 0) {
            return false;
        }
        Endpoint same = withIdentity(Identity.of(fd, kind), kind);
        if (same == null) {
            Bytes.zero(found.toAddress(), Endpoint.SIZE);
            boolean accelerated = StackNames.initial(found.name());
            complete(fd, kind, accelerated, found);
        } else {
            found.copyFrom(same);
        }
        put(fd, found);
        return true;
    }

    /** What is remembered of another descriptor of the same socket, even one that is closed; or null. */
    private static Endpoint withIdentity(long identity, int kind) {
        Endpoint found = Address.fromLong(0).toStructure();
        for (int fd = 0; fd < end() && identity != 0 && found == null; fd++) {
            Endpoint entry = entry(fd);
            found = entry.identity == identity && entry.kind == kind ? entry : found;
        }
        return found;
    }

    /** Fills in all but the name, for a descriptor that was made. */
    static void complete(int fd, int kind, boolean accelerated, Endpoint made) {
        made.identity = Identity.of(fd, kind);
        made.kind = kind;
        made.setAccelerated(accelerated && AcceleratedKinds.contains(kind));
        if (made.isAccelerated()) {
            made.stack = StackNumbers.of(made.name());
            // One that nothing can be remembered of is asked for again and again.
            made.endpoint =
                    isCovered(fd) ? StackNumbers.nextEndpoint(made.stack) : (int) made.identity & Integer.MAX_VALUE;
            AcceleratedKinds.beginStack();
        }
    }

    /** Remembers it, where there is room to. */
    static void put(int fd, Endpoint made) {
        Endpoint entry = need(fd);
        if (entry != null) {
            entry.copyFrom(made);
        }
    }

    static void forget(int fd) {
        Endpoint entry = entry(fd);
        if (entry != null && entry.identity != 0) {
            entry.identity = 0;
        }
    }

    /** What is remembered of a descriptor, which need not be true; or null. */
    static Endpoint entry(int fd) {
        long memory = Atomics.loadLongAcquire(table());
        if (memory == 0 || !isCovered(fd)) {
            return Address.fromLong(0).toStructure();
        }
        return Address.fromLong(memory).add((long) fd * Endpoint.SIZE).toStructure();
    }

    /** No descriptor from here on is remembered. */
    static int end() {
        return Atomics.loadAcquire(endCell());
    }

    /** The same, with room made for it. */
    static Endpoint need(int fd) {
        if (Atomics.loadLongAcquire(table()) == 0 && !Confinement.isBegun()) {
            prepare();
        }
        int known = end();
        while (isCovered(fd) && fd >= known && !Atomics.replace(endCell(), known, fd + 1)) {
            known = end();
        }
        return entry(fd);
    }

    private static boolean isCurrent(int fd, Endpoint entry) {
        return entry != null && entry.identity != 0 && Identity.isStill(fd, entry.kind, entry.identity);
    }

    private static boolean isCovered(int fd) {
        return Integer.compareUnsigned(fd, DESCRIPTORS) < 0;
    }

    @NoSideEffects
    private static Address table() {
        return tableStatic();
    }

    /** All descriptors that were ever written are below the number in it. */
    @NoSideEffects
    private static Address endCell() {
        return endStatic();
    }

    @Import(name = "LKOS_WORDS(1)")
    @Variable
    private static native Address tableStatic();

    @Import(name = "LKOS_WORDS(1)")
    @Variable
    private static native Address endStatic();
}
