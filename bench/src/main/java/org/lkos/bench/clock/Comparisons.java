// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;

/** All that is compared. Rounds of everything follow one another, so that a busy minute falls on all alike. */
public final class Comparisons {
    private static final String NONE = "37:0";
    private static final String SOFTWARE = "37:0x18";
    private static final String HARDWARE = "37:0x44";
    private static final List<String> WAYS_TO_SEND =
            List.of("onload_zc_send", "template, changed and sent", "template, made, changed and sent");

    /** Bytes of a datagram, how many wait, and turns. */
    private static final List<List<Integer>> RECEIVES = List.of(
            List.of(64, 1, 2000),
            List.of(64, 32, 500),
            List.of(1400, 64, 200),
            List.of(64, 1000, 60),
            List.of(9000, 64, 200));

    /** Bytes of a piece, how many are sent together, and turns. */
    private static final List<List<Integer>> SENDS =
            List.of(List.of(64, 1, 1001), List.of(1448, 4, 501), List.of(1448, 1, 1001), List.of(1448, 16, 201));

    private record Name(String group, String name) {}

    private Comparisons() {}

    /** Takes all rounds. */
    public static List<Comparison> all(Setting setting) {
        List<Experiment> experiments = experiments(setting);
        Map<Name, List<Pair>> rounds = new LinkedHashMap<>();
        for (int i = 0; i < setting.rounds(); i++) {
            boolean plainFirst = i % 2 == 0;
            for (Experiment experiment : experiments) {
                experiment
                        .round(plainFirst)
                        .forEach((name, pair) -> rounds.computeIfAbsent(
                                        new Name(experiment.group(), name), key -> new ArrayList<>())
                                .add(pair));
            }
        }
        return rounds.entrySet().stream()
                .map(one -> Comparison.of(one.getKey().group(), one.getKey().name(), one.getValue()))
                .toList();
    }

    private static List<Experiment> experiments(Setting setting) {
        Stream<Experiment> transfers = Stream.of("udp", "tcp")
                .flatMap(protocol -> Stream.of(
                        transfer("ping-pong", protocol, 1000, false),
                        transfer("ping-pong", protocol, 1000, true),
                        transfer("one-way", protocol, 200, false),
                        transfer("one-way", protocol, 200, true)));
        Stream<Experiment> receives = RECEIVES.stream().limit(setting.sizes()).map(Comparisons::receive);
        Stream<Experiment> sends = SENDS.stream().limit(setting.sizes()).map(Comparisons::send);
        Stream<Experiment> waits = setting.sockets().stream().map(Comparisons::waits);
        return Stream.of(transfers, receives, sends, waits)
                .flatMap(some -> some)
                .toList();
    }

    /** The bare kernel's software stamps beside the library's hardware stamps, which the kernel takes in the same way. */
    private static Experiment transfer(String kind, String protocol, int turns, boolean stamped) {
        CProgram program = CProgram.of("transfer");
        String name = protocol.toUpperCase(Locale.ROOT) + " " + kind + (stamped ? ", stamped" : "");
        String plain = stamped ? SOFTWARE : NONE;
        String preloaded = stamped ? HARDWARE : NONE;
        return new TwoRuns(
                "with the library / without",
                name,
                () -> program.in(Mode.BARE).arguments(kind, protocol, plain, 64, turns),
                () -> program.in(Mode.STUB).arguments(kind, protocol, preloaded, 64, turns));
    }

    private static Experiment receive(List<Integer> sizes) {
        CProgram program = CProgram.of("receive_speed").linkedToOnload();
        return new OneRun(
                "onload_zc_recv / recvmmsg", () -> program.in(Mode.STUB).arguments(sizes.toArray()), OneRun::received);
    }

    private static Experiment send(List<Integer> sizes) {
        CProgram program = CProgram.of("send_speed").linkedToOnload();
        return new OneRun(
                "zero-copy send and templates / send",
                () -> program.in(Mode.STUB).arguments(sizes.toArray()),
                line -> OneRun.sent(line, WAYS_TO_SEND, sizes.get(1) + " of " + sizes.get(0) + " bytes"));
    }

    private static Experiment waits(int sockets) {
        CProgram program = CProgram.of("waits").linkedToOnload();
        return new TwoRuns(
                "onload_ordered_epoll_wait, emulated / epoll_wait, bare",
                sockets + (sockets == 1 ? " socket" : " sockets"),
                () -> program.in(Mode.BARE).arguments("epoll", sockets, 100),
                () -> program.in(Mode.EMULATE).arguments("ordered", sockets, 100));
    }
}
