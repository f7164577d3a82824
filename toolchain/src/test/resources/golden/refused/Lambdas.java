// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Lambdas {
    static void run() {
        Runnable lambda = () -> {}; // refused: a lambda or method reference
        Runnable reference = Lambdas::run; // refused: a lambda or method reference
        lambda.run(); // refused: java.lang.Runnable.run is managed
        reference.run(); // refused: java.lang.Runnable.run is managed
    }
}
