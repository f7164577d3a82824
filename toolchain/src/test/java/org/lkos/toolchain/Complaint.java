// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import org.teavm.model.CallLocation;
import org.teavm.model.TextLocation;

/** An error of TeaVM or of the rules: the source file, the line (0 if the class file knows none), and the text. */
record Complaint(String file, int line, String text) {
    static Complaint at(CallLocation location, String text) {
        if (location == null) {
            return new Complaint("", 0, text);
        }
        TextLocation source = location.getSourceLocation();
        if (source == null || source.isEmpty()) {
            String outer = location.getMethod().getClassName().replaceAll("[$].*", "");
            return new Complaint(outer.replace('.', '/') + ".java", 0, text);
        }
        return new Complaint(source.getFileName(), source.getLine(), text);
    }
}
