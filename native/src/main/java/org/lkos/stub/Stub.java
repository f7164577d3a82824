// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stub;

import org.lkos.log.Log;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** The two ways a call is answered without Onload: a setting is accepted and ignored, a question has no answer. */
@Unmanaged
public final class Stub {
    private Stub() {}

    /** 0: "done". Onload's own library answers so where there is no Onload, and programs rely on it. */
    public static int accept(Address function) {
        Log.notEmulated(function);
        return 0;
    }

    /** -1 and ENOSYS; outputs stay untouched. */
    public static int refuse(Address function) {
        Log.notEmulated(function);
        return Errno.fail(Errno.ENOSYS);
    }
}
