// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;
import org.lkos.conformance.harness.Transport;

/** Which calls of a thread may spin: the masks of Onload's, from the calls and the environment, and what comes of it. */
class SpinIT {
    private static final CProgram MASKS = CProgram.of("spin_masks").linkedToOnload();
    private static final CProgram BUSY_POLL = CProgram.of("busy_poll").linkedToOnload();

    @ParameterizedTest
    @CsvSource({
        "0=1, 0xfffe",
        "1=1, 0x2",
        "2=1, 0x4",
        "3=1, 0x8",
        "4=1, 0x10",
        "5=1, 0x20",
        "6=1, 0x40",
        "7=1, 0x80",
        "8=1, 0x100",
        "9=1, 0x200",
        "10=1, 0x400",
        "11=1, 0x800",
        "12=1, 0x1000",
        "13=1, 0x2000",
        "14=1, 0x4000",
        "15=1, 0x8000",
        "16=1, 0x3f1e",
        "3=7, 0x8",
        "3=-1, 0x8"
    })
    void typeIsABit(String set, String mask) {
        assertEquals(set + ": 0, 0 " + mask, masks(Map.of(), set).get(1));
    }

    @Test
    void typesAreAddedAndTakenAway() {
        List<String> lines = masks(Map.of(), "0=1", "16=0", "3=1", "3=0", "0=0", "16=1", "1=0", "16=0");
        assertEquals(
                List.of(
                        "at first: 0, 0 0",
                        "0=1: 0, 0 0xfffe",
                        "16=0: 0, 0 0xc0e0",
                        "3=1: 0, 0 0xc0e8",
                        "3=0: 0, 0 0xc0e0",
                        "0=0: 0, 0 0",
                        "16=1: 0, 0 0x3f1e",
                        "1=0: 0, 0 0x3f1c",
                        "16=0: 0, 0 0"),
                lines.subList(0, 9));
    }

    @ParameterizedTest
    @CsvSource({"17=1", "-1=1", "2147483647=0", "-2147483648=1"})
    void typeThatIsNoneIsRefused(String set) {
        assertEquals(set + ": -22, 0 0", masks(Map.of(), set).get(1));
    }

    @Test
    void maskIsTheThreadsOwn() {
        List<String> lines = masks(Map.of(), "0=1");
        assertEquals(List.of("thread: 0, 0 0", "at last: 0, 0 0xfffe"), lines.subList(2, 4));
    }

    @ParameterizedTest
    @MethodSource
    void environmentGivesTheFirstMask(Map<String, String> settings, String mask) {
        List<String> lines = masks(settings);
        assertEquals(List.of("at first: 0, 0 " + mask, "thread: 0, 0 " + mask), lines.subList(0, 2));
    }

    static Stream<Arguments> environmentGivesTheFirstMask() {
        return Stream.of(
                Arguments.of(Map.of("EF_POLL_USEC", "10"), "0x3f1e"),
                Arguments.of(Map.of("EF_POLL_USEC", "10", "EF_UDP_RECV_SPIN", "0"), "0x3f1c"),
                Arguments.of(Map.of("EF_POLL_USEC", "0"), "0"),
                Arguments.of(Map.of("EF_SPIN_USEC", "10"), "0"),
                Arguments.of(Map.of("EF_POLL_USEC", "10", "EF_LOAD_ENV", "0"), "0"),
                Arguments.of(Map.of("EF_UDP_RECV_SPIN", "1"), "0x2"),
                Arguments.of(Map.of("EF_UDP_SEND_SPIN", "1"), "0x4"),
                Arguments.of(Map.of("EF_TCP_RECV_SPIN", "1"), "0x8"),
                Arguments.of(Map.of("EF_TCP_SEND_SPIN", "1"), "0x10"),
                Arguments.of(Map.of("EF_TCP_ACCEPT_SPIN", "1"), "0x20"),
                Arguments.of(Map.of("EF_PIPE_RECV_SPIN", "1"), "0x40"),
                Arguments.of(Map.of("EF_PIPE_SEND_SPIN", "1"), "0x80"),
                Arguments.of(Map.of("EF_SELECT_SPIN", "1"), "0x100"),
                Arguments.of(Map.of("EF_POLL_SPIN", "1"), "0x200"),
                Arguments.of(Map.of("EF_PKT_WAIT_SPIN", "1"), "0x400"),
                Arguments.of(Map.of("EF_EPOLL_SPIN", "1"), "0x800"),
                Arguments.of(Map.of("EF_STACK_LOCK_BUZZ", "1"), "0x1000"),
                Arguments.of(Map.of("EF_SOCK_LOCK_BUZZ", "1"), "0x2000"),
                Arguments.of(Map.of("EF_SO_BUSY_POLL_SPIN", "1"), "0x4000"),
                Arguments.of(Map.of("EF_TCP_CONNECT_SPIN", "1"), "0x8000"));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void receivesPollTheDeviceWhereABitAndATimeAreSet(Transport transport) {
        Machine.needsRoot();
        List<String> lines = busyPoll(transport, Map.of("EF_SPIN_USEC", "50"));
        assertEquals(List.of("50"), values(lines, "spinning"));
        assertEquals(List.of("0"), values(lines, "not spinning"));
        assertEquals(List.of("0"), values(lines, "as it begins"));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void socketsPollTheDeviceFromTheStart(Transport transport) {
        Machine.needsRoot();
        List<String> lines = busyPoll(transport, Map.of("EF_POLL_USEC", "50"));
        assertEquals("made 50", lines.get(0));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void timeIsASettingOfTheThreadsStacks(Transport transport) {
        Machine.needsRoot();
        List<String> lines = busyPoll(transport, Map.of("EF_SPIN_USEC", "50"));
        assertEquals("made 0", lines.get(0));
        assertEquals(List.of("70"), values(lines, "made with a time of its own"));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void receivesDoNotPollWithoutATime(Transport transport) {
        assertEquals(List.of("0"), values(busyPoll(transport, Map.of()), "spinning"));
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void nothingPollsInStubMode(Transport transport) {
        Run run = BUSY_POLL.in(Mode.STUB).arguments(transport.arguments()).environment("EF_POLL_USEC", 50);
        List<String> lines = run.outcome().succeeded().out();
        assertTrue(lines.stream().allMatch(line -> line.matches("[a-z]+|.* 0")), lines::toString);
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void valueOfTheApplicationsOwnStays(Transport transport) {
        Machine.needsRoot();
        Run run = BUSY_POLL.in(Mode.EMULATE).arguments(transport.arguments()).arguments(33);
        List<String> lines =
                run.environment("EF_POLL_USEC", 50).outcome().succeeded().out();
        assertTrue(lines.stream().allMatch(line -> line.endsWith(" 33") || !line.contains(":")), lines::toString);
    }

    @Test
    void nothingIsKeptInStubMode() {
        List<String> lines = MASKS.in(Mode.STUB)
                .arguments("0=1", "17=1")
                .outcome()
                .succeeded()
                .out();
        assertEquals("0=1: 0, -38 0x5a5a5a5a", lines.get(1));
        assertEquals("17=1: 0, -38 0x5a5a5a5a", lines.get(2));
    }

    private static List<String> masks(Map<String, String> settings, Object... sets) {
        Run run = MASKS.in(Mode.EMULATE).arguments(sets);
        settings.forEach(run::environment);
        return run.outcome().succeeded().out();
    }

    private static List<String> busyPoll(Transport transport, Map<String, String> settings) {
        Run run = BUSY_POLL.in(Mode.EMULATE).arguments(transport.arguments());
        settings.forEach(run::environment);
        return run.outcome().succeeded().out();
    }

    /** What was set after each call, told once where it is the same. */
    private static List<String> values(List<String> lines, String when) {
        return lines.stream()
                .filter(line -> line.startsWith(when + " "))
                .map(line -> line.replaceFirst(".* ", ""))
                .distinct()
                .toList();
    }
}
