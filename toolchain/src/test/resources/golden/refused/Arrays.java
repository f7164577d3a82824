// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class Arrays {
    static int sum(int count) {
        int[] values = new int[count]; // refused: an array needs a heap
        values[0] = 1; // refused: an array
        int total = values.length; // refused: an array
        for (int value : values) { // refused: an array
            total += value;
        }
        return total + values[1]; // refused: an array
    }

    static int grid(int count) {
        int[][] grid = new int[count][count]; // refused: an array
        return grid[0].clone().length; // refused: an array | a cast to int[]
    }

    static int variable() {
        return sums(1, 2); // refused: an array
    }

    static int sums(int... values) {
        return 0; // refused: managed type in its signature
    }
}
