// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Python's verbose test runner printed of each test; the name and the verdict may be lines apart. */
final class PythonVerdicts {
    private static final Pattern NAME = Pattern.compile("^\\w+ \\(([\\w.]+)\\)");
    private static final Pattern VERDICT =
            Pattern.compile("(?:^|\\.\\.\\. )(ok|FAIL|ERROR|expected failure|skipped .*)$");

    private PythonVerdicts() {}

    /** Verdicts by the tests' names. */
    static Map<String, String> of(Collection<String> lines) {
        Map<String, String> verdicts = new TreeMap<>();
        String name = null;
        for (String line : lines) {
            Matcher named = NAME.matcher(line);
            name = named.find() ? named.group(1) : name;
            Matcher judged = VERDICT.matcher(line);
            if (name != null && judged.find()) {
                verdicts.put(name, judged.group(1));
                name = null;
            }
        }
        return verdicts;
    }
}
