// SPDX-License-Identifier: GPL-2.0-only
package golden.accepted;

import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

@Unmanaged
@Include("dlfcn.h")
final class Functions {
    private static Handler handler;

    private Functions() {}

    static void keep() {
        handler = Function.get(Handler.class, Functions.class, "handle");
    }

    @Export(name = "golden_handle")
    static int handle(int number) {
        return number;
    }

    static int run(int number) {
        return handler.call(number);
    }

    static Handler bind(Address library, Address name) {
        Address symbol = dlsym(library, name);
        return asHandler(symbol);
    }

    @Import(name = "dlsym")
    private static native Address dlsym(Address library, Address name);

    @Import(name = "")
    private static native Handler asHandler(Address symbol);

    abstract static class Handler extends Function {
        abstract int call(int number);
    }
}
