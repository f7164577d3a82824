// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain.expressions;

/**
 * What evaluating an expression depends on and does: it reads memory, it writes memory, or it keeps a value in one of
 * the temporaries that TeaVM shares between all C variables imported into one function.
 */
record Effects(boolean reads, boolean writes, boolean sharesTemporary) {
    static final Effects NONE = new Effects(false, false, false);
    static final Effects READ = new Effects(true, false, false);
    static final Effects WRITE = new Effects(false, true, false);
    static final Effects TEMPORARY = new Effects(false, false, true);
    static final Effects UNKNOWN = new Effects(true, true, false);

    Effects and(Effects other) {
        return new Effects(reads || other.reads, writes || other.writes, sharesTemporary || other.sharesTemporary);
    }

    /** The same seen from a caller, whose temporaries are others. */
    Effects outside() {
        return new Effects(reads, writes, false);
    }

    /** The same if the author vouches for the method to change nothing. */
    Effects withoutWrites() {
        return new Effects(reads, false, sharesTemporary);
    }

    /** Whether the outcome hangs on which of the two comes first. */
    boolean clashesWith(Effects other) {
        return writes && (other.reads || other.writes)
                || other.writes && reads
                || sharesTemporary && other.sharesTemporary;
    }
}
