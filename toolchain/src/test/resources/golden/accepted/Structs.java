// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class Structs extends Structure {
    static final int SIZE = 16;
    Address name;
    int length;
    short family;
    byte kind;
    boolean open;
    Structs next;

    boolean isEmpty() {
        return length == 0;
    }

    static int total(Structs first) {
        int total = 0;
        for (Structs at = first; at != null; at = at.next) {
            total += at.length;
        }
        return total;
    }

    static Structs element(Address memory, int index) {
        return memory.add(Structs.class, index).toStructure();
    }

    static int size() {
        return Structure.sizeOf(Structs.class);
    }

    static Header header(Structure structure) {
        return (Header) structure;
    }

    static void store(Structs structs, int value) {
        structs.length = value;
        structs.kind = (byte) value;
        structs.length += 4;
    }

    @Unmanaged
    static class Header extends Structure {
        long length;
    }

    @Unmanaged
    static final class Message extends Header {
        int type;
    }
}
