// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.next;

import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The calls that make pipes, which only the emulating library stands in front of. */
@Unmanaged
@StaticInit
public final class NextPipes {
    private NextPipes() {}

    static void bind(SymbolTable object) {
        pipeCell().bind(object);
        pipe2Cell().bind(object);
    }

    static void bindMissing(Address missing) {
        pipeCell().bindMissing(missing);
        pipe2Cell().bindMissing(missing);
    }

    public static int pipe(Address pair) {
        return asPipe(pipeCell().function).call(pair);
    }

    public static int pipe2(Address pair, int flags) {
        return asPipe2(pipe2Cell().function).call(pair, flags);
    }

    @Export(name = "entry_unbound_pipe")
    static int unboundPipe(Address pair) {
        NextSymbol.bindEmulated();
        return pipe(pair);
    }

    @Export(name = "entry_unbound_pipe2")
    static int unboundPipe2(Address pair, int flags) {
        NextSymbol.bindEmulated();
        return pipe2(pair, flags);
    }

    @NoSideEffects
    private static Cell pipeCell() {
        return pipeStatic();
    }

    @NoSideEffects
    private static Cell pipe2Cell() {
        return pipe2Static();
    }

    @Import(name = "LKOS_NEXT(pipe)")
    @Variable
    private static native Cell pipeStatic();

    @Import(name = "")
    private static native Pipe asPipe(Address symbol);

    @Import(name = "LKOS_NEXT(pipe2)")
    @Variable
    private static native Cell pipe2Static();

    @Import(name = "")
    private static native Pipe2 asPipe2(Address symbol);

    abstract static class Pipe extends Function {
        abstract int call(Address pair);
    }

    abstract static class Pipe2 extends Function {
        abstract int call(Address pair, int flags);
    }
}
