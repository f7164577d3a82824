// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stub;

import org.lkos.log.Log;
import org.lkos.onload.OnloadExtensions;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/**
 * The ways a call is answered without Onload: a setting is accepted and ignored, a question or an action has no answer,
 * which each call says in the style of its own. Outputs stay untouched.
 */
@Unmanaged
public final class Stub {
    private Stub() {}

    /** 0: "done". Onload's own library answers so where there is no Onload, and programs rely on it. */
    public static int accept(Address function) {
        Log.notEmulated(function);
        return 0;
    }

    /** -1 and ENOSYS. */
    public static int refuse(Address function) {
        Log.notEmulated(function);
        return Errno.fail(Errno.ENOSYS);
    }

    /** -ENOSYS, the number itself. */
    public static int deny(Address function) {
        Log.notEmulated(function);
        return -Errno.ENOSYS;
    }

    /** -1 and EINVAL: no descriptor is of the kind that is asked about. */
    public static int reject(Address function) {
        Log.notEmulated(function);
        return Errno.fail(Errno.EINVAL);
    }

    /** -1 and ENOTTY: what Onload says to such a request on a socket of the kernel's. */
    public static int exclude() {
        return Errno.fail(Errno.ENOTTY);
    }

    /** No descriptor is of the kind, as {@code enum onload_delegated_send_rc} says it. */
    public static int disown(Address function) {
        Log.notEmulated(function);
        return OnloadExtensions.ONLOAD_DELEGATED_SEND_RC_BAD_SOCKET;
    }
}
