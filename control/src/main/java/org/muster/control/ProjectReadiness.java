package org.muster.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.muster.common.config.MusterConfig;
import org.muster.common.security.KeyDirectory;
import org.muster.control.supervisor.ChildSpec;

/** What must be there before daemons can run. Every complaint is one line that says what to do. */
final class ProjectReadiness {
    private ProjectReadiness() {}

    /** Refuses a project whose databases or keys are not there, or whose own database server would find its port taken. */
    static void require(MusterConfig config, List<ChildSpec> children) {
        requireKeys(
                config,
                children.stream().flatMap(child -> child.daemons().stream()).toList());
        if (config.supervisor().databaseDirectory() != null) {
            OwnDatabase.requirePort(config);
            return; // Started with the daemons, which wait for it.
        }
        DatabaseCheck.requireProject(config);
        if (config.scienceDatabase() != null) {
            DatabaseCheck.requireReachable(config.scienceDatabase(), "scienceDatabase");
        }
    }

    /** Refuses a project without the keys that these daemons need; the private code-signing key may be elsewhere. */
    static void requireKeys(MusterConfig config, List<String> daemons) {
        KeyDirectory keys = new KeyDirectory(config.keys().directory());
        Set<Path> needed = new LinkedHashSet<>();
        for (String daemon : daemons) {
            switch (daemon) {
                case "scheduler" -> needed.add(keys.codeSignPublic());
                case "transitioner" -> needed.add(keys.uploadPrivate());
                case "file-upload-handler" ->
                    needed.addAll(config.keys().ignoreUploadCertificates() ? List.of() : List.of(keys.uploadPublic()));
                case "all" -> needed.addAll(List.of(keys.codeSignPublic(), keys.uploadPrivate(), keys.uploadPublic()));
                default -> {}
            }
        }
        for (Path key : needed) {
            if (!Files.isReadable(key)) {
                throw new UserErrorException(
                        "the key " + key + " is missing: put it back from where you keep it, or for"
                                + " a new project  bin/muster project create");
            }
        }
    }
}
