// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.security.SecureRandom;

/** The number that a test of random cases starts from: another one each time, unless {@code LKOS_TEST_SEED} sets it. */
public final class Seed {
    private Seed() {}

    /** A seed, printed, so that what failed can be repeated. */
    public static String next() {
        String given = System.getenv("LKOS_TEST_SEED");
        String seed = given != null ? given : String.valueOf(new SecureRandom().nextInt(Integer.MAX_VALUE));
        System.out.println("LKOS_TEST_SEED=" + seed);
        return seed;
    }
}
