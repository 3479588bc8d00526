package org.muster.control;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.muster.common.embedded.FreePorts;
import org.muster.control.project.NewProject;
import picocli.CommandLine.Option;

/** What is said of a new project on the command line; the rest is asked for on a terminal, or as is usual. */
final class NewProjectOptions {
    private static final String USUAL_URL = "http://127.0.0.1:8080/muster/";
    private static final String PASSWORD_VARIABLE = "MUSTER_DATABASE_PASSWORD";

    @Option(names = "--name", paramLabel = "NAME", description = "short name, letters and digits (default: muster)")
    private String name;

    @Option(names = "--long-name", paramLabel = "TEXT", description = "the name people see")
    private String longName;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the address volunteers attach to, with a final slash; it can never change (default: "
                    + USUAL_URL + ")")
    private String url;

    @Option(names = "--port", paramLabel = "P", description = "TCP port to listen on (default: that of the address)")
    private Integer port;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "jdbc:mysql://HOST:PORT/NAME (default: a MariaDB server of the project's own)")
    private String database;

    @Option(names = "--database-user", paramLabel = "NAME", description = "account there (default: muster)")
    private String databaseUser;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "file with its password (default: the environment variable " + PASSWORD_VARIABLE + ")")
    private Path passwordFile;

    @Option(names = "--spike-search", description = "with the shipped application and a science database")
    private boolean spikeSearch;

    /** Everything, asked for where it was not said. */
    NewProject complete(Path directory) throws IOException {
        Console console = System.console();
        Console asked = console != null && console.isTerminal() ? console : null;
        URI address = address(answer(asked, url, "Address that volunteers attach to; it can never change", USUAL_URL));
        String shortName = answer(asked, name, "Short name, letters and digits", "muster");
        if (!shortName.matches("[A-Za-z0-9_-]{1,60}")) {
            throw new UserErrorException(
                    "the name of a project is made of letters and digits, not '" + shortName + "'");
        }
        String readable = answer(asked, longName, "Name that people see", shortName);
        String server =
                answer(asked, database, "Database (jdbc:mysql://HOST:PORT/NAME), empty for a server of its own", "");
        return new NewProject(
                directory,
                shortName,
                readable,
                address,
                port == null ? NewProject.portOf(address) : port,
                server.isEmpty() ? own() : given(asked, server),
                spikeSearch);
    }

    private static URI address(String text) {
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException notAnAddress) {
            throw new UserErrorException("'" + text + "' is no address; it is written http://HOST/NAME/");
        }
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
            throw new UserErrorException("'" + text + "' is no address; it is written http://HOST/NAME/");
        }
        // valid_master_url() of the client; http://localhost/ is where it shows.
        if (!address.getHost().contains(".")) {
            throw new UserErrorException("BOINC's client refuses an address whose host has no dot, such as " + text
                    + "; name the host in full, or by number: http://127.0.0.1:8080/NAME/");
        }
        return text.endsWith("/") ? address : URI.create(text + "/");
    }

    private NewProject.Store given(Console console, String server) throws IOException {
        if (!server.startsWith("jdbc:mysql://")) {
            throw new UserErrorException("--database is written jdbc:mysql://HOST:PORT/NAME, not " + server);
        }
        String user = answer(console, databaseUser, "User at the database", "muster");
        return new NewProject.Store(server, user, password(console), false);
    }

    private String password(Console console) throws IOException {
        if (passwordFile != null) {
            return Files.readString(passwordFile).strip();
        }
        if (System.getenv(PASSWORD_VARIABLE) != null || console == null) {
            return "${" + PASSWORD_VARIABLE + "}";
        }
        return new String(console.readPassword("Password at the database: "));
    }

    /** The port is kept by no one until the first start, so two projects made at once must not both take the first free one. */
    private static NewProject.Store own() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String address = "jdbc:mysql://127.0.0.1:" + FreePorts.next() + "/muster?createDatabaseIfNotExist=true";
        return new NewProject.Store(address, "muster", HexFormat.of().formatHex(random), true);
    }

    private static String answer(Console console, String said, String question, String usual) {
        if (said != null) {
            return said.strip();
        }
        if (console == null) {
            return usual;
        }
        String answer = console.readLine("%s%s: ", question, usual.isEmpty() ? "" : " [" + usual + "]");
        return answer == null || answer.isBlank() ? usual : answer.strip();
    }
}
