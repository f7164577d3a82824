// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments of a golden file that say what is refused, and where. */
final class Marks {
    private static final Pattern MARK = Pattern.compile("// refused( without a line)?: (.*)");

    private Marks() {}

    /** Parts of the expected texts, by line. */
    static Map<Integer, TreeSet<String>> of(List<String> lines) {
        Map<Integer, TreeSet<String>> marks = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (mark.find()) {
                int line = mark.group(1) == null ? i + 1 : 0;
                marks.computeIfAbsent(line, l -> new TreeSet<>())
                        .addAll(List.of(mark.group(2).split(" [|] ")));
            }
        }
        return marks;
    }

    /** The mark that the text contains, or the text if it contains none. */
    static String matching(String text, TreeSet<String> marks) {
        return marks.stream().filter(text::contains).findFirst().orElse(text);
    }
}
