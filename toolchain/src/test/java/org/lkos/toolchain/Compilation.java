// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** One run of TeaVM over all classes of a folder, with the plug-in, as the build of module native runs it. */
final class Compilation {
    private final Path classes;
    private final Path output;
    private final Properties properties = new Properties();

    Compilation(Path classes, Path output) {
        this.classes = classes;
        this.output = output;
        with("native.package", "golden");
    }

    Compilation with(String property, String value) {
        properties.setProperty(property, value);
        return this;
    }

    Compilation without(String property) {
        properties.remove(property);
        return this;
    }

    /** What TeaVM has to say, its own errors included. */
    List<Complaint> run(String mainClass) throws IOException, TeaVMToolException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, Compilation.class.getClassLoader())) {
            TeaVMTool tool = new TeaVMTool();
            tool.setTargetType(TeaVMTargetType.C);
            tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
            tool.setDebugInformationGenerated(true);
            tool.setObfuscated(false);
            tool.setLog(new EmptyTeaVMToolLog());
            tool.setClassLoader(loader);
            tool.setTargetDirectory(output.toFile());
            tool.setMainClass(mainClass);
            tool.getClassesToPreserve().addAll(classNames());
            tool.getProperties().putAll(properties);
            tool.generate();
            return tool.getProblemProvider().getProblems().stream()
                    .map(Compilation::complaint)
                    .toList();
        }
    }

    private List<String> classNames() throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
                    .toList();
        }
    }

    private static Complaint complaint(Problem problem) {
        DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
        problem.render(text);
        return Complaint.at(problem.getLocation(), text.getText());
    }
}
