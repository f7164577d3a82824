// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;

/** The extension calls that answer and do nothing, whatever their arguments. */
class OnloadAnswersIT {
    @ParameterizedTest
    @EnumSource
    void onloadIsNotPresent(Binding binding) {
        assertEquals(List.of("onload_is_present(): 0 untouched"), answers(binding, "onload_is_present"));
    }

    @ParameterizedTest
    @EnumSource
    void settersSucceedWhateverTheArguments(Binding binding) {
        List<String> setters = answers(binding, "onload_").stream()
                .filter(line -> !line.contains("_get_"))
                .toList();
        assertAllEndWith(": 0 untouched", setters);
    }

    @ParameterizedTest
    @EnumSource
    void gettersAreNotSupported(Binding binding) {
        assertAllEndWith(": -1 ENOSYS", answers(binding, "onload_stack_opt_get_"));
    }

    @ParameterizedTest
    @EnumSource
    void gettersTouchNothing(Binding binding) {
        assertEquals(List.of("number untouched"), answers(binding, "number"));
        assertEquals(List.of("text untouched"), answers(binding, "text"));
        assertEquals(List.of("length untouched"), answers(binding, "length"));
    }

    @ParameterizedTest
    @EnumSource
    void noDescriptorIsAccelerated(Binding binding) {
        CProgram program = binding.bind(CProgram.of("onload_fd_stat"));
        List<String> lines = program.in(Mode.STUB).outcome().succeeded().out();
        assertAllEndWith("untouched", lines);
        assertAllEndWith(
                ": 0 untouched",
                lines.stream().filter(line -> !line.contains("struct ")).toList());
    }

    private static List<String> answers(Binding binding, String prefix) {
        CProgram program = binding.bind(CProgram.of("onload_answers"));
        List<String> lines = program.in(Mode.STUB).outcome().succeeded().out();
        return lines.stream().filter(line -> line.startsWith(prefix)).toList();
    }

    private static void assertAllEndWith(String ending, List<String> lines) {
        assertFalse(lines.isEmpty());
        assertEquals(
                List.of(), lines.stream().filter(line -> !line.endsWith(ending)).toList());
    }
}
