package org.muster.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.muster.common.config.MusterConfig;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.control.version.FileSigner;
import org.muster.control.version.VersionDirectory;
import org.muster.control.version.VersionRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster app-version …}: what volunteers run. */
@Command(name = "app-version", description = "The versions of applications that volunteers run.")
final class AppVersionCommand {

    @Command(
            name = "add",
            description = "Publishes versions out of directories as BOINC projects lay them out.",
            footer = {
                "",
                "A version's files lie in apps/APP/VERSION/PLATFORM[__PLANCLASS]/, for example",
                "apps/upper/1.00/x86_64-pc-linux-gnu/. A single file is the main program; of several, version.xml says",
                "which. Every file is signed, or has its signature beside it (NAME.sig, made by app-version sign).",
                "What is published never changes: a changed file needs a new name and the version a new number.",
                "Running schedulers find new versions by themselves within seconds.",
                "Example:  bin/muster app-version add apps"
            })
    int add(
            @Parameters(
                            paramLabel = "DIR",
                            description = "directory of a version, of an application, or of all: what is new is added")
                    Path directory,
            @Option(names = "--any-platform", description = "take platforms whose names clients do not know")
                    boolean anyPlatform,
            @Mixin ProjectOption project)
            throws IOException {
        MusterConfig config = project.read();
        try (Database work = ProjectOption.work(config)) {
            publish(config, work, directory, anyPlatform);
        }
        return 0;
    }

    @Command(
            name = "sign",
            description = "Writes the signature NAME.sig beside every file, where the key is: best off-line.",
            footer = {"", "Example:  bin/muster app-version sign apps/upper --key /media/stick/code_sign_private"})
    int sign(
            @Parameters(paramLabel = "DIR", description = "directory of a version, of an application, or of all")
                    Path directory,
            @Option(names = "--key", required = true, paramLabel = "FILE", description = "the private code-signing key")
                    Path key)
            throws IOException {
        int signed = 0;
        for (VersionDirectory version : VersionDirectory.in(directory)) {
            List<Path> files;
            try (Stream<Path> entries = Files.list(version.path())) {
                files = entries.filter(FileSigner::needsSignature).sorted().toList();
            }
            for (Path file : files) {
                FileSigner.writeSignature(file, key);
                signed++;
            }
        }
        System.out.println(signed + " files are signed.");
        return 0;
    }

    static void publish(MusterConfig config, Database work, Path directory, boolean anyPlatform) throws IOException {
        FileSigner signer = new FileSigner(new KeyDirectory(config.keys().directory()));
        VersionRelease release = new VersionRelease(work, config.files().downloadDirectory(), signer);
        for (VersionDirectory version : VersionDirectory.in(directory)) {
            VersionRelease.Outcome outcome =
                    release.publish(version, anyPlatform, Instant.now().getEpochSecond());
            System.out.println(version
                    + switch (outcome) {
                        case PUBLISHED -> " is published.";
                        case WAS_THERE -> " was published before.";
                    });
        }
    }
}
