// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class ClassQuestions {
    static boolean is(Structure structure) {
        return structure instanceof Header; // refused: instanceof
    }

    static int literal() {
        return Header.class.hashCode(); // refused: a class literal needs the runtime | managed code
    }

    static int cast(Structure structure) {
        Object object = structure;
        Runnable runnable = (Runnable) object; // refused: a cast to Runnable is checked
        runnable.run(); // refused: managed code
        return 0;
    }

    static int inherited(Header header) {
        return header.hashCode(); // refused: managed code
    }

    @Unmanaged
    static final class Header extends Structure {
        int length;
    }
}
