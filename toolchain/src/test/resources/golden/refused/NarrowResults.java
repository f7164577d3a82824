// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

@Unmanaged
@Include("arpa/inet.h")
final class NarrowResults { // refused: htons returns what C does not narrow | isatty returns
    @Import(name = "htons")
    static native short htons(int port);

    @Import(name = "isatty")
    static native boolean isatty(int fd);
}
