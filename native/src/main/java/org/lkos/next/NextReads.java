// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The calls that receive without a message header, as the library behind us has them. We stand in front of them from the
 * first receive filter on; before that they are not bound. Those with two underscores are what compilers make of the
 * others where they know how much room there is, and where libc was built with another name of its own.
 */
@Unmanaged
@StaticInit
public final class NextReads {
    private NextReads() {}

    /** Stands in front of them, in all objects loaded now; whether we can. */
    public static boolean redirect() {
        return ImportRedirection.redirect(all());
    }

    public static long recv(int fd, Address buffer, long size, int flags) {
        return asRecv(recvRedirection().function).call(fd, buffer, size, flags);
    }

    public static long recvfrom(int fd, Address buffer, long size, int flags, Address address, Address length) {
        return asRecvfrom(recvfromRedirection().function).call(fd, buffer, size, flags, address, length);
    }

    public static long read(int fd, Address buffer, long size) {
        return asRead(readRedirection().function).call(fd, buffer, size);
    }

    public static long readv(int fd, Address pieces, int count) {
        return asReadv(readvRedirection().function).call(fd, pieces, count);
    }

    public static long __recv_chk(int fd, Address buffer, long size, long room, int flags) {
        return asCheckedRecv(checkedRecvRedirection().function).call(fd, buffer, size, room, flags);
    }

    public static long __recvfrom_chk(
            int fd, Address buffer, long size, long room, int flags, Address address, Address length) {
        return asCheckedRecvfrom(checkedRecvfromRedirection().function)
                .call(fd, buffer, size, room, flags, address, length);
    }

    public static long __read_chk(int fd, Address buffer, long size, long room) {
        return asCheckedRead(checkedReadRedirection().function).call(fd, buffer, size, room);
    }

    private static Redirection all() {
        Redirection list = otherReadRedirection().before(Address.fromLong(0).toStructure());
        list = checkedReadRedirection().before(list);
        list = checkedRecvfromRedirection().before(list);
        list = checkedRecvRedirection().before(list);
        list = readvRedirection().before(list);
        list = readRedirection().before(list);
        list = recvfromRedirection().before(list);
        list = recvRedirection().before(list);
        return list;
    }

    @NoSideEffects
    private static Redirection recvRedirection() {
        return recvStatic();
    }

    @NoSideEffects
    private static Redirection recvfromRedirection() {
        return recvfromStatic();
    }

    @NoSideEffects
    private static Redirection readRedirection() {
        return readStatic();
    }

    @NoSideEffects
    private static Redirection readvRedirection() {
        return readvStatic();
    }

    @NoSideEffects
    private static Redirection checkedRecvRedirection() {
        return checkedRecvStatic();
    }

    @NoSideEffects
    private static Redirection checkedRecvfromRedirection() {
        return checkedRecvfromStatic();
    }

    @NoSideEffects
    private static Redirection checkedReadRedirection() {
        return checkedReadStatic();
    }

    @NoSideEffects
    private static Redirection otherReadRedirection() {
        return otherReadStatic();
    }

    @Import(name = "LKOS_REDIRECTION(recv, filtered_recv)")
    @Variable
    private static native Redirection recvStatic();

    @Import(name = "")
    private static native Recv asRecv(Address symbol);

    @Import(name = "LKOS_REDIRECTION(recvfrom, filtered_recvfrom)")
    @Variable
    private static native Redirection recvfromStatic();

    @Import(name = "")
    private static native Recvfrom asRecvfrom(Address symbol);

    @Import(name = "LKOS_REDIRECTION(read, filtered_read)")
    @Variable
    private static native Redirection readStatic();

    @Import(name = "")
    private static native Read asRead(Address symbol);

    @Import(name = "LKOS_REDIRECTION(readv, filtered_readv)")
    @Variable
    private static native Redirection readvStatic();

    @Import(name = "")
    private static native Readv asReadv(Address symbol);

    @Import(name = "LKOS_REDIRECTION(__recv_chk, filtered_recv_chk)")
    @Variable
    private static native Redirection checkedRecvStatic();

    @Import(name = "")
    private static native CheckedRecv asCheckedRecv(Address symbol);

    @Import(name = "LKOS_REDIRECTION(__recvfrom_chk, filtered_recvfrom_chk)")
    @Variable
    private static native Redirection checkedRecvfromStatic();

    @Import(name = "")
    private static native CheckedRecvfrom asCheckedRecvfrom(Address symbol);

    @Import(name = "LKOS_REDIRECTION(__read_chk, filtered_read_chk)")
    @Variable
    private static native Redirection checkedReadStatic();

    @Import(name = "")
    private static native CheckedRead asCheckedRead(Address symbol);

    @Import(name = "LKOS_REDIRECTION(__read, filtered_read)")
    @Variable
    private static native Redirection otherReadStatic();

    abstract static class Recv extends Function {
        abstract long call(int fd, Address buffer, long size, int flags);
    }

    abstract static class Recvfrom extends Function {
        abstract long call(int fd, Address buffer, long size, int flags, Address address, Address length);
    }

    abstract static class Read extends Function {
        abstract long call(int fd, Address buffer, long size);
    }

    abstract static class Readv extends Function {
        abstract long call(int fd, Address pieces, int count);
    }

    abstract static class CheckedRecv extends Function {
        abstract long call(int fd, Address buffer, long size, long room, int flags);
    }

    abstract static class CheckedRecvfrom extends Function {
        abstract long call(int fd, Address buffer, long size, long room, int flags, Address address, Address length);
    }

    abstract static class CheckedRead extends Function {
        abstract long call(int fd, Address buffer, long size, long room);
    }
}
