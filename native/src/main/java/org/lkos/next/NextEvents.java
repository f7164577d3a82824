// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The calls of {@code <sys/epoll.h>} that only the emulating library stands in front of. */
@Unmanaged
@StaticInit
public final class NextEvents {
    private NextEvents() {}

    static void bind(SymbolTable object) {
        epollCtlCell().bind(object);
    }

    static void bindMissing(Address missing) {
        epollCtlCell().bindMissing(missing);
    }

    public static int epoll_ctl(int epfd, int operation, int fd, Address event) {
        return asEpollCtl(epollCtlCell().function).call(epfd, operation, fd, event);
    }

    @Export(name = "entry_unbound_epoll_ctl")
    static int unboundEpollCtl(int epfd, int operation, int fd, Address event) {
        NextSymbol.bindEmulated();
        return epoll_ctl(epfd, operation, fd, event);
    }

    @NoSideEffects
    private static Cell epollCtlCell() {
        return epollCtlStatic();
    }

    @Import(name = "LKOS_NEXT(epoll_ctl)")
    @Variable
    private static native Cell epollCtlStatic();

    @Import(name = "")
    private static native EpollCtl asEpollCtl(Address symbol);

    abstract static class EpollCtl extends Function {
        abstract int call(int epfd, int operation, int fd, Address event);
    }
}
