// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import java.util.Arrays;
import java.util.stream.Stream;

/** The words of a command. */
final class Words {
    private Words() {}

    /** All words in a row, those of arrays as well. */
    static Object[] of(Object... words) {
        return Arrays.stream(words)
                .flatMap(word -> word instanceof Object[] more ? Arrays.stream(more) : Stream.of(word))
                .toArray();
    }
}
