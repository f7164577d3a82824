// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import java.util.Map;

/** Something that takes both ways once, one right after the other. */
interface Experiment {
    /** What is compared: the heading that the results go under. */
    String group();

    /** A round; {@code plainFirst} says which way goes first, where a round can choose. Results by their names. */
    Map<String, Pair> round(boolean plainFirst);
}
