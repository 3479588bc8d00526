package org.muster.control.project;

import java.net.URI;
import java.nio.file.Path;

/**
 * What an operator says of a project that is to be made.
 *
 * @param directory where everything of it is
 * @param name short name
 * @param longName the name people see
 * @param masterUrl its permanent identity, with a final slash
 * @param port TCP port on which it listens
 * @param database where its rows are
 * @param spikeSearch whether it has the shipped application, and a science database beside the work database
 */
public record NewProject(
        Path directory, String name, String longName, URI masterUrl, int port, Store database, boolean spikeSearch) {
    private static final int USUAL_PORT = 8080;

    /**
     * A database server.
     *
     * @param url JDBC address of the work database
     * @param user account at the database
     * @param password its password, or {@code ${NAME}} for an environment variable
     * @param own whether it is a server of the project's own, in its directory
     */
    public record Store(String url, String user, String password, boolean own) {}

    /** The port to listen on when only the address is known: that of the address, unless a proxy listens there. */
    public static int portOf(URI masterUrl) {
        return masterUrl.getPort() > 0 ? masterUrl.getPort() : USUAL_PORT;
    }

    /** The configuration file. */
    public String yaml() {
        return """
                # The configuration of this project. Every setting there is, with its default and its reason, is in Muster's
                # config/muster.yaml; what is not said here is as it says there.
                project:
                  name: %s
                  longName: %s
                  directory: %s
                  # The project's permanent identity. Never change it once volunteers have attached.
                  masterUrl: %s

                database:
                  url: %s
                  user: %s
                  password: %s
                %s
                files:
                  downloadDirectory: %s
                  uploadDirectory: %s
                  templateDirectory: %s
                  archiveDirectory: %s

                keys:
                  directory: %s

                http:
                  host: %s
                  webPort: %d
                %s""".formatted(
                        quoted(name),
                        quoted(longName),
                        quoted(directory),
                        quoted(masterUrl),
                        quoted(database.url()),
                        quoted(database.user()),
                        quoted(database.password()),
                        science(),
                        quoted(directory.resolve("download")),
                        quoted(directory.resolve("upload")),
                        quoted(directory),
                        quoted(directory.resolve("archives")),
                        quoted(directory.resolve("keys")),
                        isLocal() ? "127.0.0.1" : "0.0.0.0",
                        port,
                        more());
    }

    private String science() {
        return !spikeSearch
                ? ""
                : """

                scienceDatabase:
                  url: %s
                  user: %s
                  password: %s
                """.formatted(
                                quoted(database.url().replaceFirst("/([^/?]*)(\\?.*)?$", "/$1_science$2")),
                                quoted(database.user()),
                                quoted(database.password()));
    }

    private String more() {
        String spikes = !spikeSearch ? "" : """

                backend:
                  comparators: {spike_search: spikes}
                  assimilators: {spike_search: spikes}
                """;
        return !database.own() ? spikes : spikes + """

                supervisor:
                  # A MariaDB server of the project's own, which bin/muster start runs. For more than a few hundred
                  # volunteers give the project a database server that is tuned and backed up, and take this line out.
                  databaseDirectory: %s
                """.formatted(quoted(directory.resolve("database")));
    }

    private boolean isLocal() {
        String host = String.valueOf(masterUrl.getHost());
        return host.equals("localhost") || host.startsWith("127.");
    }

    private static String quoted(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }
}
