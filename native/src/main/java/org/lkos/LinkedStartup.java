// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.log.Log;
import org.lkos.posix.Errno;
import org.lkos.provider.PreloadedCopy;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/** What happens when the dynamic linker loads libonload_ext: it logs, unless a preloaded copy does all the work. */
@Unmanaged
@StaticInit
final class LinkedStartup {
    private LinkedStartup() {}

    @Export(name = "entry_linked_startup")
    static void load() {
        if (!PreloadedCopy.isPresent()) {
            int savedErrno = Errno.get();
            Log.open();
            Log.loaded(false);
            Errno.set(savedErrno);
        }
    }
}
