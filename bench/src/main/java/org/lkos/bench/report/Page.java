// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import java.util.List;

/** A page of HTML that needs nothing from elsewhere. */
record Page(Subject subject, List<String> charts, List<Table> tables) {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>What LKOS costs</title>
            <style>
            :root { color-scheme: light dark; --ink: #222; --paper: #fff; --bar: #3b78b5; --line: #ccc; --limit: #c0392b; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #ddd; --paper: #181a1c; --bar: #6ea8dc; --line: #444; --limit: #e8776b; }
            }
            body { color: var(--ink); background: var(--paper); font: 14px sans-serif; max-width: 960px; margin: 2em auto; }
            table { border-collapse: collapse; }
            td, th { border-bottom: 1px solid var(--line); padding: 2px 10px; text-align: left; }
            td.number { text-align: right; }
            svg { max-width: 100%; height: auto; display: block; margin: 1.5em 0; font: 12px sans-serif; }
            svg text { fill: var(--ink); }
            .title { font-weight: bold; font-size: 14px; }
            .label { text-anchor: end; }
            .mark { text-anchor: middle; }
            .bar { fill: var(--bar); }
            .grid { stroke: var(--line); }
            .span { stroke: var(--bar); stroke-width: 2; }
            .one, .budget { stroke: var(--limit); stroke-width: 2; }
            .other { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 3 2; }
            </style>
            </head>
            <body>
            <h1>What LKOS costs</h1>
            """;

    String html() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<p>").append(Html.escaped(describe(subject))).append("</p>\n");
        charts.forEach(page::append);
        tables.forEach(table -> page.append(table.html()));
        return page.append("</body>\n</html>\n").toString();
    }

    static String describe(Subject subject) {
        return String.format(
                "LKOS %s, %s setting, %s; Linux %s, %s, %s, %d processors",
                subject.version(),
                subject.setting(),
                subject.time(),
                subject.kernel(),
                subject.libc(),
                subject.processor(),
                subject.processors());
    }
}
