// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stacks;

import org.lkos.emulation.ThreadRecord;
import org.lkos.machine.Bytes;
import org.lkos.machine.StackMemory;
import org.lkos.onload.OnloadExtensions;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The name in force for a thread: its own, or the common one; set, saved and restored. Results are 0 or a negative errno.
 *
 * <p>A thread's own record also remembers what it gave for all threads: that is what it saves, whatever others gave since.
 * One that gave nothing saves what it began with.
 */
@Unmanaged
public final class StackNames {
    /** Of the saved names, behind the thread's name. */
    private static final int COUNT = 28;

    private StackNames() {}

    public static int set(int who, int scope, Address text) {
        int refused = refusal(who, scope, text);
        if (refused != 0) {
            return refused;
        }
        Address record = ThreadRecord.need();
        if (record == null) {
            return -Errno.ENOMEM;
        }
        StackName own = ThreadRecord.name(record).toStructure();
        own.become(who, scope, text);
        if (who == OnloadExtensions.ONLOAD_ALL_THREADS && scope != OnloadExtensions.ONLOAD_SCOPE_NOCHANGE) {
            CommonName.replace(scope, text);
        }
        return 0;
    }

    private static int refusal(int who, int scope, Address text) {
        boolean unchanged = scope == OnloadExtensions.ONLOAD_SCOPE_NOCHANGE;
        boolean all = who == OnloadExtensions.ONLOAD_ALL_THREADS;
        if (!all && (who != OnloadExtensions.ONLOAD_THIS_THREAD || unchanged)) {
            return -Errno.EINVAL;
        }
        if (Integer.compareUnsigned(scope, OnloadExtensions.ONLOAD_SCOPE_GLOBAL) > 0) {
            return -Errno.EINVAL;
        }
        if (text == null) {
            return 0;
        }
        if (Bytes.length(text) > StackName.LONGEST) {
            return -Errno.ENAMETOOLONG;
        }
        return !unchanged && StackName.isReserved(text) ? -Errno.EINVAL : 0;
    }

    public static int save() {
        Address record = ThreadRecord.need();
        if (record == null || savedCount(record) == capacity()) {
            return -Errno.ENOMEM;
        }
        int count = savedCount(record);
        StackName own = ThreadRecord.name(record).toStructure();
        StackName saved = saved(record, count);
        if (own.set == 0) {
            saved.copyFrom(InitialName.get().toAddress());
        } else if (own.scope == OnloadExtensions.ONLOAD_SCOPE_NOCHANGE) {
            CommonName.read(saved);
        } else {
            saved.copyFrom(own.toAddress());
        }
        setSavedCount(record, count + 1);
        return 0;
    }

    /** Keeps the saved name where it cannot be set. */
    public static int restore() {
        Address record = ThreadRecord.own();
        if (record == null || savedCount(record) == 0) {
            return -Errno.EINVAL;
        }
        int count = savedCount(record) - 1;
        StackName saved = saved(record, count);
        Address text = saved.isDontAccelerate() ? Address.fromLong(0) : saved.text();
        int status = set(saved.who, saved.scope, text);
        if (status == 0) {
            setSavedCount(record, count);
        }
        return status;
    }

    /** Writes the name, with what its scope adds, to 26 bytes; false where sockets are to be the kernel's. */
    public static boolean inForce(Address target) {
        StackName name =
                StackMemory.allocate(StackName.SIZE, StackMemory.ALIGNED).toStructure();
        Address record = ThreadRecord.own();
        StackName own =
                record == null ? name : (StackName) ThreadRecord.name(record).toStructure();
        if (record != null && own.isOfThisThread()) {
            name.copyFrom(own.toAddress());
        } else {
            CommonName.read(name);
        }
        boolean accelerated = !name.isDontAccelerate();
        if (accelerated) {
            ScopedName.write(target, name);
        }
        return accelerated;
    }

    /** The same of the name that the process began with, in the scope of all. */
    public static boolean initial(Address target) {
        StackName name =
                StackMemory.allocate(StackName.SIZE, StackMemory.ALIGNED).toStructure();
        name.copyFrom(InitialName.get().toAddress());
        name.scope = OnloadExtensions.ONLOAD_SCOPE_GLOBAL;
        boolean accelerated = !name.isDontAccelerate();
        if (accelerated) {
            ScopedName.write(target, name);
        }
        return accelerated;
    }

    private static StackName saved(Address record, int number) {
        return ThreadRecord.savedNames(record)
                .add((long) number * StackName.SIZE)
                .toStructure();
    }

    private static int capacity() {
        return ThreadRecord.SAVED_NAMES_SIZE / StackName.SIZE;
    }

    private static int savedCount(Address record) {
        return ThreadRecord.name(record).add(COUNT).getInt();
    }

    private static void setSavedCount(Address record, int count) {
        ThreadRecord.name(record).add(COUNT).putInt(count);
    }
}
