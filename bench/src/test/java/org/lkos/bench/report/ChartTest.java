// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.lkos.bench.report.Chart.Bar;
import org.lkos.bench.report.Chart.Span;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What charts show, read back from the SVG. */
class ChartTest {
    @Test
    void barsAreAsLongAsTheirNumbers() throws Exception {
        List<Bar> bars = List.of(new Bar("a & b", 10, 20, null), new Bar("c", 5, null, 12));
        Document chart = parsed(Chart.ofBars("Bars", bars));
        double first = number(shape(chart, "rect", "bar", 0), "width");
        double second = number(shape(chart, "rect", "bar", 1), "width");
        assertEquals(first, 2 * second, 0.2);
        double left = number(shape(chart, "rect", "bar", 0), "x");
        assertEquals(2 * first, number(shape(chart, "line", "budget", 0), "x1") - left, 0.2);
        assertEquals(1.2 * first, number(shape(chart, "line", "other", 0), "x1") - left, 0.2);
    }

    @Test
    void aSpanReachesFromItsLowToItsHighNumber() throws Exception {
        Document chart = parsed(Chart.ofSpans("Spans", List.of(new Span("s", 0.8, 1, 1.4))));
        Element span = shape(chart, "line", "span", 0);
        double one = number(shape(chart, "line", "one", 0), "x1");
        assertEquals(2 * (one - number(span, "x1")), number(span, "x2") - one, 0.3);
        assertEquals(one, number(shape(chart, "circle", "bar", 0), "cx"));
    }

    @Test
    void aChartOfNothingIsAChart() throws Exception {
        parsed(Chart.ofBars("None", List.of()));
        parsed(Chart.ofSpans("None", List.of()));
    }

    @Test
    void marksAreRoundAndFew() {
        assertEquals(List.of(0.0, 50.0, 100.0, 150.0, 200.0), new Scale(0, 230, 0, 1).marks());
        assertEquals(5, new Scale(0.9, 1.1, 0, 1).marks().size());
    }

    @Test
    void numbersHaveNoMoreDigitsThanTheyNeed() {
        assertEquals("12", Chart.number(12));
        assertEquals("100", Chart.number(100));
        assertEquals("0", Chart.number(0));
        assertEquals("1.5", Chart.number(1.5));
    }

    private static Document parsed(String svg) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static Element shape(Document chart, String tag, String kind, int which) {
        int seen = 0;
        for (int i = 0; i < chart.getElementsByTagName(tag).getLength(); i++) {
            Element element = (Element) chart.getElementsByTagName(tag).item(i);
            if (element.getAttribute("class").equals(kind) && seen++ == which) {
                return element;
            }
        }
        throw new AssertionError("no " + kind);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
