// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.security.SecureRandom;

/** The number that a test of random cases starts from. It is printed, so that what failed can be repeated. */
public final class Seed {
    private static final String RANDOM = "random";

    private Seed() {}

    /** Another one each time, unless {@code LKOS_TEST_SEED} sets it. */
    public static String next() {
        return chosen(RANDOM);
    }

    /** The same each time, unless {@code LKOS_TEST_SEED} sets another one, or is {@code random}. */
    public static String orElse(long usual) {
        return chosen(String.valueOf(usual));
    }

    private static String chosen(String usual) {
        String given = System.getenv().getOrDefault("LKOS_TEST_SEED", usual);
        String seed = given.equals(RANDOM) ? String.valueOf(new SecureRandom().nextInt(Integer.MAX_VALUE)) : given;
        System.out.println("LKOS_TEST_SEED=" + seed);
        return seed;
    }
}
