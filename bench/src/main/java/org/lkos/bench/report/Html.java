// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

/** Text among HTML or SVG. */
final class Html {
    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
