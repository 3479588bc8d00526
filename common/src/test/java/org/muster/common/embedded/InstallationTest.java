package org.muster.common.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installer is a script here that the test wrote. */
final class InstallationTest {
    @TempDir
    private Path directory;

    /** Other servers that begin meanwhile remove the tables of those that share their temporary directory. */
    @Test
    void the_installer_has_a_temporary_directory_of_its_own() throws IOException {
        Path home = home();

        Installation.run(home, baseWith("echo \"$TMPDIR\" > " + directory.resolve("seen")));

        assertThat(directory.resolve("seen"))
                .hasContent(Installation.temporary(home).toString());
        assertThat(home.resolve("installing")).doesNotExist();
    }

    @Test
    void what_the_installer_said_last_is_told_and_the_next_start_begins_again() throws IOException {
        Path home = home();
        Path failing =
                baseWith("touch " + Installation.data(home) + "/half; echo 'no space'; echo Aborting >&2; exit 1");

        assertThatThrownBy(() -> Installation.run(home, failing))
                .isInstanceOf(IOException.class)
                .hasMessage("the system tables were not made: no space | Aborting");
        assertThat(Installation.data(home).resolve("half")).exists();

        Installation.clear(home);
        assertThat(Installation.data(home)).doesNotExist();
    }

    @Test
    void tables_that_are_there_are_left_alone() throws IOException {
        Path home = home();
        Files.createDirectories(Installation.data(home).resolve("mysql"));

        Installation.run(home, baseWith("exit 1"));

        assertThat(Installation.data(home).resolve("mysql")).exists();
    }

    private Path home() throws IOException {
        Path home = directory.resolve("home");
        Files.createDirectories(Installation.temporary(home));
        return home;
    }

    private Path baseWith(String script) throws IOException {
        Path scripts = Files.createDirectories(directory.resolve("base/scripts"));
        Path program = scripts.resolve("mariadb-install-db");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return scripts.getParent();
    }
}
