// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

enum EnumConstants { // refused: an enum
    FIRST,
    SECOND
}
