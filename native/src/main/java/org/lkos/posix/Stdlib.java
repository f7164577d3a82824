// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** {@code <stdlib.h>}. */
@Unmanaged
@Include("stdlib.h")
public final class Stdlib {
    private Stdlib() {}

    @Import(name = "secure_getenv")
    public static native Address secure_getenv(Address name);
}
