// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/**
 * The transcripts of a row of requests. A request that is not for hardware stamps must give what it gives on the bare
 * kernel; one that is, what its software twin gives there, with the stamps in the slots that were asked for.
 */
record ShownStamps(CProgram application, Direction direction, List<Integer> requests) {
    private static final String STAMPS = "  stamps ";
    private static final String REST = "  rest untouched";
    private static final String REST_OR_REMAINS = "  rest (un)?touched";

    /** All combinations of record and report bits, with {@code bits}. */
    static ShownStamps ofEveryRequest(Direction direction, int bits) {
        return new ShownStamps(CProgram.of("stamps_by_request"), direction, RequestBlocks.everyRequest(bits));
    }

    /** Runs the application both ways; {@code arguments} come before the requests. */
    void assertAsAsked(String stampSource, Object... arguments) {
        Stream<Integer> twins = requests.stream().map(direction::softwareTwin);
        Outcome bare = BareKernel.outcome(application, followedBy(twins, arguments));
        Outcome preloaded = application
                .in(Mode.STUB)
                .environment("LKOS_TIMESTAMPS", stampSource)
                .arguments(followedBy(requests.stream(), arguments))
                .outcome()
                .succeeded();
        List<List<String>> expected = RequestBlocks.of(bare);
        List<List<String>> actual = RequestBlocks.of(preloaded);
        assertTrue(bare.out().stream().anyMatch(line -> line.startsWith(STAMPS)), "no stamps, no proof");
        assertEquals(requests.size(), actual.size());
        List<Integer> faulty = IntStream.range(0, requests.size())
                .filter(i -> !matches(requests.get(i), expected.get(i), actual.get(i)))
                .boxed()
                .toList();
        assertTrue(faulty.isEmpty(), () -> report(faulty, expected, actual));
    }

    private static Object[] followedBy(Stream<Integer> flags, Object[] arguments) {
        return Stream.concat(Stream.of(arguments), flags.map(TimestampFlags::hex))
                .toArray();
    }

    private boolean matches(int flags, List<String> expected, List<String> actual) {
        return expected.size() == actual.size()
                && IntStream.range(0, expected.size())
                        .allMatch(i -> actual.get(i).matches(pattern(flags, expected.get(i))));
    }

    private String pattern(int flags, String line) {
        if (direction.isInHardware(flags)) {
            return line.startsWith(STAMPS) ? STAMPS + direction.stamps(flags) : Pattern.quote(line);
        }
        // Where a stamp is made for one direction only, that of the other may have been there and have been removed.
        return TimestampFlags.wantsHardware(flags) && line.equals(REST) ? REST_OR_REMAINS : Pattern.quote(line);
    }

    private String report(List<Integer> faulty, List<List<String>> expected, List<List<String>> actual) {
        int first = faulty.get(0);
        int flags = requests.get(first);
        return faulty.stream()
                        .map(i -> TimestampFlags.hex(requests.get(i)))
                        .distinct()
                        .collect(joining(" ", "wrong for ", ""))
                + (direction.isInHardware(flags) ? "\nstamps " + direction.stamps(flags) : "")
                + "\nkernel:    " + String.join("\n           ", expected.get(first))
                + "\npreloaded: " + String.join("\n           ", actual.get(first));
    }
}
