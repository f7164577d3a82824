// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class Generics {
    private Generics() {}

    static <T extends Structure> T orElse(T first, T second) {
        return first == null ? second : first;
    }

    static Node either(Node first, Node second) {
        return orElse(first, second);
    }

    @Unmanaged
    static final class Node extends Structure {
        int value;
    }
}
