// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stacks;

import org.lkos.emulation.Environment;
import org.lkos.onload.OnloadExtensions;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The name that all threads begin with: {@code EF_NAME}, its scope by {@code EF_STACK_PER_THREAD}, or none at all with
 * {@code EF_DONT_ACCELERATE}. The environment is read once, at load where that can be had.
 */
@Unmanaged
public final class InitialName {
    private InitialName() {}

    public static StackName get() {
        StackName initial = initial().toStructure();
        if (initial.set == 0) {
            read(initial);
        }
        return initial;
    }

    private static void read(StackName initial) {
        boolean perThread = Environment.setting(stackPerThreadName(), 0) != 0;
        boolean dontAccelerate = Environment.setting(dontAccelerateName(), 0) != 0;
        Address name = Environment.text(nameName());
        Address text = name == null || StackName.isReserved(name) ? emptyText() : name;
        initial.become(
                OnloadExtensions.ONLOAD_ALL_THREADS,
                perThread ? OnloadExtensions.ONLOAD_SCOPE_THREAD : OnloadExtensions.ONLOAD_SCOPE_GLOBAL,
                dontAccelerate ? Address.fromLong(0) : text);
    }

    @NoSideEffects
    private static Address initial() {
        return initialStatic();
    }

    @Import(name = "LKOS_WORDS(3)")
    @Variable
    private static native Address initialStatic();

    @Import(name = "\"\"")
    @Variable
    private static native Address emptyText();

    @Import(name = "\"EF_NAME\"")
    @Variable
    private static native Address nameName();

    @Import(name = "\"EF_STACK_PER_THREAD\"")
    @Variable
    private static native Address stackPerThreadName();

    @Import(name = "\"EF_DONT_ACCELERATE\"")
    @Variable
    private static native Address dontAccelerateName();
}
