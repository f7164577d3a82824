// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

record RecordPoint(int x, int y) {} // refused: a record
