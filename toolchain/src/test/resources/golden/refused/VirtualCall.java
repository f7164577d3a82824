// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class VirtualCall {
    static int length(Sized sized) {
        return sized.size(); // refused: managed type in its signature
    }

    @Unmanaged
    // refused without a line: an instance method needs a Structure
    interface Sized {
        int size();
    }
}
