package org.muster.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.common.config.MusterConfig;
import org.muster.common.security.Authenticators;
import org.muster.common.store.Database;
import org.muster.web.admin.Administrator;
import org.muster.web.admin.Administrators;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster administrator …}: who may come to the administrators' pages. */
@Command(name = "administrator", description = "Who may come to the administrators' pages, each with a password.")
final class AdministratorCommand {
    private static final int PASSWORD_LENGTH = 24;

    @Command(
            name = "add",
            description = "Adds an administrator; no daemon need be started again.",
            footer = {
                "",
                "Without --password-file a password is made and printed.",
                "Example:  bin/muster administrator add ada"
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "the name to log in with") String name,
            @Option(names = "--password-file", paramLabel = "FILE", description = "file with the password")
                    Path passwordFile,
            @Mixin ProjectOption project,
            @Mixin OutputOption output)
            throws IOException {
        String canonical = Administrator.canonical(name);
        if (!Administrator.mayBeCalled(canonical)) {
            throw new UserErrorException("'" + name + "' cannot be an administrator's name: at most 32 letters, digits,"
                    + " dots, hyphens and underscores, a letter first, and not 'administrator'");
        }
        String password = password(passwordFile);
        MusterConfig config = project.read();
        try (Database work = ProjectOption.work(config)) {
            if (!administrators(work).add(canonical, password, operator())) {
                throw new UserErrorException("there is an administrator " + canonical
                        + " already; another password:  bin/muster administrator password " + canonical);
            }
        }
        print(output, config, canonical, passwordFile == null ? password : null);
        if (!config.web().administratorPassword().isEmpty()) {
            System.err.println(
                    "muster: web.administratorPassword still opens the pages to all who know it, under the name "
                            + Administrator.SHARED.name() + "; take it out of the configuration, then"
                            + "  bin/muster restart web  (or the process that web is in)");
        }
        return 0;
    }

    @Command(
            name = "password",
            description = "Gives an administrator another password, and logs them out everywhere.",
            footer = {
                "",
                "Without --password-file a password is made and printed.",
                "Example:  bin/muster administrator password ada"
            })
    int password(
            @Parameters(paramLabel = "NAME", description = "the administrator's name") String name,
            @Option(names = "--password-file", paramLabel = "FILE", description = "file with the password")
                    Path passwordFile,
            @Mixin ProjectOption project,
            @Mixin OutputOption output)
            throws IOException {
        String canonical = Administrator.canonical(name);
        String password = password(passwordFile);
        MusterConfig config = project.read();
        try (Database work = ProjectOption.work(config)) {
            if (!administrators(work).setPassword(canonical, password, operator())) {
                throw nobody(canonical);
            }
        }
        print(output, config, canonical, passwordFile == null ? password : null);
        return 0;
    }

    @Command(
            name = "remove",
            description = "Removes an administrator, who is logged out at once.",
            footer = {"", "Example:  bin/muster administrator remove ada --yes"})
    int remove(
            @Parameters(paramLabel = "NAME", description = "the administrator's name") String name,
            @Mixin Confirmation confirmation,
            @Mixin ProjectOption project) {
        String canonical = Administrator.canonical(name);
        try (Database work = ProjectOption.work(project.read())) {
            Administrators administrators = administrators(work);
            if (administrators.list().stream().noneMatch(each -> each.name().equals(canonical))) {
                throw nobody(canonical);
            }
            confirmation.require("Removes administrator " + canonical + ", who is logged out at once.");
            administrators.remove(canonical, operator());
            System.out.println("There is no administrator " + canonical + " any more.");
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "Lists the administrators.",
            footer = {"", "Example:  bin/muster administrator list"})
    int list(@Mixin ProjectOption project, @Mixin OutputOption output) {
        try (Database work = ProjectOption.work(project.read())) {
            output.rows(administrators(work).list().stream()
                    .map(AdministratorCommand::row)
                    .toList());
        }
        return 0;
    }

    private static Map<String, Object> row(Administrators.Listed each) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", each.name());
        row.put("since", each.since().toString());
        row.put("password_since", each.passwordSince().toString());
        return row;
    }

    private static void print(OutputOption output, MusterConfig config, String name, String madePassword) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        if (madePassword != null) {
            row.put("password", madePassword);
        }
        row.put("address", config.project().masterUrl().resolve("admin/").toString());
        output.row(row);
    }

    private static Administrators administrators(Database work) {
        return new Administrators(work, InstantSource.system());
    }

    /** Who is noted as having changed the list. */
    private static String operator() {
        String user = System.getProperty("user.name", "somebody");
        return "bin/muster, " + user.substring(0, Math.min(user.length(), 40));
    }

    private static UserErrorException nobody(String name) {
        return new UserErrorException("there is no administrator " + name);
    }

    /** The password in a file; a new one without a file. */
    private static String password(Path file) throws IOException {
        if (file == null) {
            return Authenticators.create().substring(0, PASSWORD_LENGTH);
        }
        if (!Files.isReadable(file)) {
            throw new UserErrorException("there is no readable file " + file);
        }
        String password = Files.readString(file).strip();
        if (password.length() < Administrators.LEAST_PASSWORD) {
            throw new UserErrorException(
                    "the password in " + file + " has less than " + Administrators.LEAST_PASSWORD + " characters");
        }
        return password;
    }
}
