// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.lkos.conformance.harness.Run;

/** This machine's libc, copied and deprived of dynamic symbols: their entries are made undefined ones. */
final class LibcCopy {
    private static final String NAME = "libc.so.6";

    /** {@code e_shoff}, {@code e_shnum} and the entry size, of {@code Elf64_Ehdr} and {@code Elf64_Shdr}. */
    private static final int SECTIONS_AT = 40;

    private static final int SECTION_COUNT_AT = 60;
    private static final int SECTION_SIZE = 64;

    /** {@code sh_type}, {@code sh_offset}, {@code sh_size} and {@code sh_link}. */
    private static final int TYPE_AT = 4;

    private static final int OFFSET_AT = 24;
    private static final int SIZE_AT = 32;
    private static final int LINK_AT = 40;
    private static final int SHT_DYNSYM = 11;

    /** {@code Elf64_Sym}, its {@code st_shndx} and {@code st_value}. */
    private static final int SYMBOL_SIZE = 24;

    private static final int SECTION_AT = 6;
    private static final int VALUE_AT = 8;

    private final ByteBuffer image;

    private LibcCopy(ByteBuffer image) {
        this.image = image;
    }

    /** Writes a libc without {@code symbol} to {@code directory}, under the name that the loader looks for. */
    static void without(String symbol, Path directory) throws IOException {
        byte[] bytes = Files.readAllBytes(original());
        new LibcCopy(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder())).remove(symbol);
        Files.write(directory.resolve(NAME), bytes);
    }

    private static Path original() {
        Run gcc = new Run(List.of("gcc", "-print-file-name=" + NAME));
        return Path.of(gcc.outcome().succeeded().out().get(0));
    }

    private void remove(String symbol) {
        int table = dynamicSymbols();
        int strings = section(image.getInt(table + LINK_AT));
        int first = offset(table);
        int end = first + (int) image.getLong(table + SIZE_AT);
        for (int entry = first; entry < end; entry += SYMBOL_SIZE) {
            if (isStringAt(offset(strings) + image.getInt(entry), symbol)) {
                image.putShort(entry + SECTION_AT, (short) 0);
                image.putLong(entry + VALUE_AT, 0);
            }
        }
    }

    private int dynamicSymbols() {
        for (int i = 0; i < image.getShort(SECTION_COUNT_AT); i++) {
            if (image.getInt(section(i) + TYPE_AT) == SHT_DYNSYM) {
                return section(i);
            }
        }
        throw new IllegalStateException("libc has no dynamic symbols");
    }

    private int section(int index) {
        return (int) image.getLong(SECTIONS_AT) + index * SECTION_SIZE;
    }

    private int offset(int section) {
        return (int) image.getLong(section + OFFSET_AT);
    }

    private boolean isStringAt(int at, String text) {
        byte[] wanted = (text + "\0").getBytes(ISO_8859_1);
        byte[] found = new byte[wanted.length];
        image.get(at, found, 0, Math.min(found.length, image.capacity() - at));
        return Arrays.equals(wanted, found);
    }
}
