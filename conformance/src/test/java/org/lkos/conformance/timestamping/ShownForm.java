// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A control message with stamps: its type, the bytes after its header, and how an application tells of it. */
record ShownForm(int type, int size, String words) {
    private static final int SOL_SOCKET = 1;
    private static final int HEADER = 16;
    private static final int WORD = 8;
    private static final int KERNEL_LENGTH = 64;
    private static final String BLOTTED = "ee".repeat(WORD);
    private static final String CONTROL = "control of ";
    private static final String KERNEL_HEADER = "  level 1 type 37 length 64";
    private static final String KERNEL_STAMPS = "  stamps set zero zero";
    private static final String BYTES = "  bytes ";

    /** What the kernel told of messages with software stamps, with these stamps in the place of those. */
    List<String> inPlaceOfKernels(List<String> lines) {
        return lines.stream().map(this::inPlaceOfKernel).toList();
    }

    /** The message as a whole, where nothing comes with it. */
    List<String> alone(String message) {
        String header = " " + message + ", " + CONTROL + length();
        return List.of(header, header(), "  " + words, BYTES + String.join(" ", bytes()), "  rest untouched");
    }

    private String inPlaceOfKernel(String line) {
        int control = line.indexOf(CONTROL) + CONTROL.length();
        if (line.startsWith(" message ")) {
            int room = Integer.parseInt(line.substring(control)) - KERNEL_LENGTH + length();
            return line.substring(0, control) + room;
        }
        if (line.startsWith(BYTES)) {
            Stream<String> rest =
                    Stream.of(line.substring(BYTES.length()).split(" ")).skip(KERNEL_LENGTH / WORD);
            return BYTES + Stream.concat(bytes().stream(), rest).collect(Collectors.joining(" "));
        }
        return line.equals(KERNEL_HEADER) ? header() : line.equals(KERNEL_STAMPS) ? "  " + words : line;
    }

    private String header() {
        return "  level " + SOL_SOCKET + " type " + type + " length " + length();
    }

    private List<String> bytes() {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(length()).putInt(SOL_SOCKET).putInt(type);
        Stream<String> words = Stream.of(0, WORD).map(at -> HexFormat.of().formatHex(header.array(), at, at + WORD));
        return Stream.concat(words, IntStream.range(0, size / WORD).mapToObj(i -> BLOTTED))
                .toList();
    }

    private int length() {
        return HEADER + size;
    }
}
