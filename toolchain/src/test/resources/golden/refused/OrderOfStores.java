// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class OrderOfStores {
    static int state;
    static Node head;

    static int next() {
        state = state + 1;
        return state;
    }

    static Node node() {
        head = head.next;
        return head;
    }

    static void compound(Node node) {
        node.value += next(); // refused: another order
    }

    static void path(Node node) {
        node.next.value = next(); // refused: another order
    }

    static void target() {
        node().value = next(); // refused: another order
    }

    static void throughStatic() {
        head.value = next(); // refused: another order
    }

    static void raw(Address memory) {
        memory.getAddress().putInt(next()); // refused: another order
    }

    static void element(Address memory) {
        memory.add(next()).putInt(next()); // refused: another order
    }

    @Unmanaged
    static final class Node extends Structure {
        Node next;
        int value;
    }
}
