// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.spin;

import org.lkos.emulation.ThreadRecord;
import org.lkos.onload.OnloadExtensions;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * The calls of the calling thread that may spin, a bit for each {@code enum onload_spin_type}; those of ALL and of
 * MIMIC_EF_POLL, which stand for others, are never set. A thread begins with what the environment says.
 */
@Unmanaged
@StaticInit
public final class SpinMask {
    private static final int ALL = 0xfffe;
    private static final int MASK = 4;

    private static boolean read;
    private static int initial;

    /** Some thread's calls may spin, or could at some time. */
    private static boolean inUse;

    private SpinMask() {}

    /** At load where that can be had. */
    public static void readInitial() {
        if (!read) {
            initial = SpinEnvironment.mask();
            inUse |= initial != 0;
            read = true;
        }
    }

    /** 0 or a negative errno. */
    public static int set(int type, int spin) {
        if (Integer.compareUnsigned(type, OnloadExtensions.ONLOAD_SPIN_MAX) >= 0) {
            return -Errno.EINVAL;
        }
        int former = current();
        Address record = ThreadRecord.need();
        if (record == null) {
            return -Errno.ENOMEM;
        }
        int bits = bits(type);
        int mask = spin != 0 ? former | bits : former & ~bits;
        Address area = ThreadRecord.spin(record);
        area.add(MASK).putInt(mask);
        area.putInt(1);
        inUse |= mask != 0;
        return 0;
    }

    /** 0, and the mask at {@code state}. */
    public static int get(Address state) {
        if (state == null) {
            return -Errno.EINVAL;
        }
        int mask = current();
        state.putInt(mask);
        return 0;
    }

    public static boolean isInUse() {
        return inUse;
    }

    /** Whether calls of this type may spin. */
    public static boolean has(int type) {
        int mask = current();
        return (mask & 1 << (type & 31)) != 0;
    }

    private static int current() {
        readInitial();
        Address record = ThreadRecord.own();
        if (record == null) {
            return initial;
        }
        Address area = ThreadRecord.spin(record);
        return area.getInt() == 0 ? initial : area.add(MASK).getInt();
    }

    private static int bits(int type) {
        switch (type) {
            case OnloadExtensions.ONLOAD_SPIN_ALL:
                return ALL;
            case OnloadExtensions.ONLOAD_SPIN_MIMIC_EF_POLL:
                return SpinEnvironment.POLLED;
            default:
                return 1 << (type & 31);
        }
    }
}
