package org.muster.common.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;

/** Rows to begin a test with. Every method returns the new row's id. */
public final class WorkFixture {
    private WorkFixture() {}

    public static long platform(Handle handle, String name) {
        return row(handle, "platform", Map.of("name", name, "user_friendly_name", name));
    }

    public static long app(Handle handle, String name) {
        return row(handle, "app", Map.of("name", name, "user_friendly_name", name));
    }

    public static long appVersion(Handle handle, long app, long platform, int versionNumber, String document) {
        return row(
                handle,
                "app_version",
                Map.of(
                        "appid",
                        app,
                        "platformid",
                        platform,
                        "version_num",
                        versionNumber,
                        "xml_doc",
                        document.getBytes(UTF_8)));
    }

    /** A user whose authenticator is the name's letters padded to 32. */
    public static long user(Handle handle, String name) {
        return row(
                handle,
                "user",
                Map.of(
                        "name",
                        name,
                        "email_addr",
                        name + "@example.invalid",
                        "authenticator",
                        authenticator(name),
                        "cross_project_id",
                        authenticator("cpid" + name)));
    }

    /** The authenticator of {@link #user}. */
    public static String authenticator(String name) {
        return (name + "0".repeat(32)).substring(0, 32);
    }

    public static long host(Handle handle, long user, String domainName) {
        return row(
                handle,
                "host",
                Map.of("userid", user, "domain_name", domainName, "p_ncpus", 2, "p_fpops", 1e9, "create_time", 1));
    }

    /** A workunit with a quorum, and a document that names one input file {@code {name}.in}. */
    public static long workunit(Handle handle, long app, String name, NewWorkunit.Replication replication, long now) {
        workunits(handle, app, List.of(name), replication, now);
        return handle.createQuery("select id from workunit where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }

    /** Many workunits at once. */
    public static void workunits(
            Handle handle, long app, List<String> names, NewWorkunit.Replication replication, long now) {
        List<NewWorkunit> all = names.stream()
                .map(name -> new NewWorkunit(
                        app,
                        name,
                        workunitDocument(name + ".in"),
                        new NewWorkunit.Needs(1e10, 1e14, 5e7, 5e7, 86_400),
                        replication,
                        "templates/test_out",
                        0))
                .toList();
        WorkunitInserts.insert(handle, all, now);
    }

    /** A workunit's document with one input file of 600 bytes. */
    public static String workunitDocument(String inputFile) {
        return """
                <file_info>
                <name>%s</name>
                <md5_cksum>cbd52b67b03b69d70b1bd1e3f2f47ad9</md5_cksum>
                <nbytes>600</nbytes>
                </file_info>
                <workunit>
                <file_ref>
                <file_name>%s</file_name>
                <open_name>in</open_name>
                <copy_file/>
                </file_ref>
                </workunit>
                """.formatted(inputFile, inputFile);
    }

    /** A result in a server state (BOINC's code), with further columns as given. */
    public static long result(
            Handle handle, long workunit, long app, String name, int serverState, Map<String, Object> more) {
        Map<String, Object> columns = new LinkedHashMap<>(more);
        columns.put("workunitid", workunit);
        columns.put("appid", app);
        columns.put("name", name);
        columns.put("server_state", serverState);
        return row(handle, "result", columns);
    }

    /** Any row of any table. */
    public static long row(Handle handle, String table, Map<String, ?> columns) {
        String names = String.join(", ", columns.keySet());
        String binds = columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        Update update = handle.createUpdate("insert into " + table + " (" + names + ") values (" + binds + ")");
        columns.forEach(update::bind);
        return update.executeAndReturnGeneratedKeys().mapTo(Long.class).one();
    }

    /** How many rows a table has where a condition holds. */
    public static long count(Handle handle, String table, String where) {
        return handle.createQuery("select count(*) from " + table + " where " + where)
                .mapTo(Long.class)
                .one();
    }
}
