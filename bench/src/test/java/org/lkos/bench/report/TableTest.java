// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables as text and on a page. */
class TableTest {
    private static final Table TABLE = new Table(
            "Calls",
            List.of(List.of("call", "cost"), List.of("recvmsg", "12"), List.of("a < b", ""), List.of("x", "7 ns")));

    @Test
    void columnsAreOfOneWidthAndNumbersGoRight() {
        assertEquals("""

                Calls

                call     cost
                -------  ----
                recvmsg    12
                a < b
                x        7 ns
                """, TABLE.text());
    }

    @Test
    void thePageShowsTheSameCells() {
        String html = TABLE.html();
        assertTrue(html.contains("<tr><th>call</th><th>cost</th></tr>"), html);
        assertTrue(html.contains("<tr><td>recvmsg</td><td class=\"number\">12</td></tr>"), html);
        assertTrue(html.contains("<td>a &lt; b</td>"), html);
    }
}
