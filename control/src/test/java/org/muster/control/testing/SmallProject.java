package org.muster.control.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkSchema;
import org.muster.common.testing.WorkFixture;

/** Databases, areas, keys and a configuration, with rows and files as a test makes them. */
public final class SmallProject implements AutoCloseable {
    private static final int FAN_OUT = 16;
    private static final int INPUT_BYTES = 600;

    private final Path directory;
    private final MusterConfig config;
    private final Database work;
    private long app;

    private SmallProject(Path directory, DatabaseConfig work, DatabaseConfig science) {
        this.directory = directory;
        this.config = new MusterConfig(
                new ProjectConfig("small", null, directory, URI.create("http://127.0.0.1/small/"), null, null, null),
                work,
                science,
                new FilesConfig(
                        directory.resolve("download"),
                        directory.resolve("upload"),
                        FAN_OUT,
                        directory,
                        directory.resolve("archives")),
                new KeysConfig(directory.resolve("keys"), false),
                null,
                null,
                null,
                null);
        this.work = Database.open(work, "small");
    }

    /** Places without anything in them, as on a new machine. */
    public static SmallProject places(Path directory, DatabaseConfig work, DatabaseConfig science) throws IOException {
        SmallProject project = new SmallProject(directory, work, science);
        Files.createDirectories(project.config.files().downloadDirectory());
        Files.createDirectories(project.config.files().uploadDirectory());
        Files.writeString(project.configFile(), ConfigFile.text(project.config));
        return project;
    }

    /** A project with tables, keys, a template and an application, and no work. */
    public static SmallProject create(Path directory, DatabaseConfig work, DatabaseConfig science) throws IOException {
        SmallProject project = places(directory, work, science);
        WorkSchema.migrate(project.work);
        new KeyDirectory(directory.resolve("keys")).createMissing();
        Files.createDirectories(directory.resolve("templates"));
        Files.writeString(directory.resolve("templates/test_out"), "<output_template/>\n");
        project.app = project.work.transact(handle -> WorkFixture.app(handle, "app"));
        return project;
    }

    public MusterConfig config() {
        return config;
    }

    public Path configFile() {
        return directory.resolve("muster.yaml");
    }

    public Path directory() {
        return directory;
    }

    public Database work() {
        return work;
    }

    /** A workunit with one input file, with columns as given. */
    public long workunit(String name, Map<String, Object> columns) throws IOException {
        input(name);
        return work.transact(handle -> {
            long id = WorkFixture.workunit(handle, app, name, NewWorkunit.Replication.single(), 1);
            set(handle, "workunit", id, columns);
            return id;
        });
    }

    /** Stages the input file of a workunit. */
    public void input(String name) throws IOException {
        config.files()
                .downloads()
                .write(name + ".in", out -> out.write(name.repeat(INPUT_BYTES).getBytes(UTF_8), 0, INPUT_BYTES));
    }

    /** A result with one output file, in a server state, with columns as given. */
    public long result(long workunit, String name, int serverState, Map<String, Object> columns) {
        Map<String, Object> all = new HashMap<>(columns);
        all.put("xml_doc_in", outputDocument(outputName(name)));
        return work.transact(handle -> WorkFixture.result(handle, workunit, app, name, serverState, all));
    }

    /** Uploads the output of a result. */
    public void output(String result, String content) throws IOException {
        config.files().uploads().write(outputName(result), out -> out.write(content.getBytes(UTF_8)));
    }

    /** The path of a result's output. */
    public Path outputPath(String result) throws IOException {
        return config.files().uploads().target(outputName(result));
    }

    /** The path of a workunit's input. */
    public Path inputPath(String workunit) throws IOException {
        return config.files().downloads().target(workunit + ".in");
    }

    /** The single number that a query gives. */
    public double number(String query) {
        return work.read(handle -> handle.createQuery(query).mapTo(Double.class).one());
    }

    /** A result's output file. */
    public static String outputName(String result) {
        return result + "_r1_0";
    }

    private static byte[] outputDocument(String file) {
        return ("<file_info>\n<name>" + file
                        + "</name>\n<max_nbytes>1000</max_nbytes>\n</file_info>\n<result>\n<file_ref>\n" + "<file_name>"
                        + file + "</file_name>\n<open_name>out</open_name>\n</file_ref>\n</result>\n")
                .getBytes(UTF_8);
    }

    private static void set(org.jdbi.v3.core.Handle handle, String table, long id, Map<String, Object> columns) {
        columns.forEach((column, value) ->
                handle.execute("update " + table + " set " + column + " = ? where id = ?", value, id));
    }

    @Override
    public void close() {
        work.close();
    }
}
