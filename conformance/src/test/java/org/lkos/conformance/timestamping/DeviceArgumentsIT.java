// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;

/**
 * Item 7, errors: the requests to devices with all that may be wrong with them. The kernel's answer stays, but where it
 * was that the device does not support the request.
 */
class DeviceArgumentsIT {
    private static final CProgram ARGUMENTS = CProgram.of("device_arguments");
    private static final String UNSUPPORTED = ": -1 EOPNOTSUPP";
    private static final String SERVED = ": 0 untouched";

    @BeforeEach
    void needsDevices() {
        Machine.needsRoot();
        Machine.needsTool("ip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "names",
                "values",
                "data-places",
                "request-places",
                "descriptors",
                "unprivileged-names",
                "unprivileged-values",
                "unprivileged-data-places"
            })
    void ofWhatADeviceIsTold(String topic) {
        assertServed(List.of(SERVED), "set", topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"names", "descriptors", "unprivileged-names"})
    void ofWhatADeviceIsAsked(String topic) {
        assertServed(List.of(SERVED, "  data changed from byte 0 to 12"), "get", topic);
    }

    @Test
    void ofPlacesOfTheQuestion() {
        assertServed(List.of(SERVED), "get", "request-places");
    }

    /** The kernel does not look at them before it knows that the device supports the request. */
    @Test
    void ofPlacesOfTheAnswer() {
        Outcome bare = BareKernel.outcome(ARGUMENTS, "get", "data-places");
        Outcome preloaded =
                ARGUMENTS.in(Mode.STUB).arguments("get", "data-places").outcome();
        Stream<String> lines = bare.out().stream()
                .map(line -> line.replace(UNSUPPORTED, line.startsWith("at a page end:") ? SERVED : ": -1 EFAULT"));
        Transparency.assertSame(withLines(bare, lines), preloaded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "names",
                "data-places",
                "request-places",
                "descriptors",
                "other-commands",
                "unprivileged-names",
                "unprivileged-other-commands"
            })
    void ofWhatADeviceCanDo(String topic) {
        BareKernel.assertUnchanged(ARGUMENTS, "info", topic);
    }

    /** They can name no device, so none can answer. */
    @ParameterizedTest
    @ValueSource(strings = {"set", "get", "info"})
    void onSocketsWithoutRequestsToDevices(String request) {
        BareKernel.assertUnchanged(ARGUMENTS, request, "deviceless");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "set, names",
        "set, values",
        "set, data-places",
        "set, descriptors",
        "get, names",
        "get, data-places",
        "get, descriptors",
        "info, names"
    })
    void areTheKernelsWhereTheDeviceAloneStamps(String request, String topic) {
        BareKernel.assertUnchanged("hardware", ARGUMENTS, request, topic);
    }

    private static void assertServed(List<String> reply, Object... arguments) {
        Outcome bare = BareKernel.outcome(ARGUMENTS, arguments);
        Outcome preloaded = ARGUMENTS.in(Mode.STUB).arguments(arguments).outcome();
        Stream<String> lines = bare.out().stream()
                .flatMap(line -> Stream.of(
                        line.replace(UNSUPPORTED, String.join("\n", reply)).split("\n")));
        Transparency.assertSame(withLines(bare, lines), preloaded);
    }

    private static Outcome withLines(Outcome outcome, Stream<String> lines) {
        return new Outcome(outcome.command(), outcome.status(), lines.toList(), outcome.err());
    }
}
