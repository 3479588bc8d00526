package org.muster.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.common.config.MusterConfig;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PasswordHashes;
import org.muster.common.store.Database;
import org.muster.web.account.AccountRules;
import org.muster.web.account.PasswordResets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster user …}: accounts. */
@Command(name = "user", description = "Volunteers' accounts.")
final class UserCommand {
    private static final int PASSWORD_LENGTH = 16;

    @Command(
            name = "create",
            description = "Makes an account, for example where signing up is closed.",
            footer = {
                "",
                "Without --password-file a password is made and printed. The authenticator is the account's key: whoever",
                "has it can compute in its name.",
                "Example:  bin/muster user create ada@example.org --name Ada"
            })
    int create(
            @Parameters(paramLabel = "EMAIL", description = "the address to log in with") String email,
            @Option(names = "--name", paramLabel = "NAME", description = "as shown (default: the address's beginning)")
                    String name,
            @Option(names = "--password-file", paramLabel = "FILE", description = "file with the password")
                    Path passwordFile,
            @Mixin ProjectOption project,
            @Mixin OutputOption output)
            throws IOException {
        String address = AccountRules.canonicalEmail(email.strip());
        if (!AccountRules.isEmail(address)) {
            throw new UserErrorException("'" + email + "' is no e-mail address such as ada@example.org");
        }
        String shown = name == null ? address.substring(0, address.indexOf('@')) : name.strip();
        AccountRules.complaintAboutName(shown).ifPresent(complaint -> {
            throw new UserErrorException("'" + shown + "': " + complaint + " Say another one:  --name NAME");
        });
        String password =
                passwordFile == null ? Authenticators.create().substring(0, PASSWORD_LENGTH) : read(passwordFile);
        String authenticator = Authenticators.create();
        try (Database work = ProjectOption.work(project.read())) {
            String known = work.transact(handle -> {
                handle.createUpdate("""
                            insert into user (create_time, email_addr, name, authenticator, country, postal_code,
                              expavg_time, send_email, show_hosts, cross_project_id, passwd_hash)
                            values (:now, :email, :name, :authenticator, 'International', '', :now, 1, 1, :cross, :hash)
                            on duplicate key update id = id
                            """)
                        .bind("now", Instant.now().getEpochSecond())
                        .bind("email", address)
                        .bind("name", shown)
                        .bind("authenticator", authenticator)
                        .bind("cross", Authenticators.create())
                        .bind("hash", PasswordHashes.store(PasswordHashes.ofClient(password, address)))
                        .execute();
                return handle.createQuery("select authenticator from user where email_addr = :email")
                        .bind("email", address)
                        .mapTo(String.class)
                        .one();
            });
            // The number of rows does not tell an account that was there from one that was made.
            if (!authenticator.equals(known)) {
                throw new UserErrorException("there is an account of " + address + " already");
            }
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("email", address);
        row.put("name", shown);
        row.put("authenticator", authenticator);
        if (passwordFile == null) {
            row.put("password", password);
        }
        output.row(row);
        return 0;
    }

    @Command(
            name = "reset-password",
            description = "Prints a link by which the owner of an account sets a new password.",
            footer = {
                "",
                "The link works once, within 24 hours; a new one replaces those before. Whoever has it can take the account:",
                "send it to nobody but its owner.",
                "Example:  bin/muster user reset-password ada@example.org"
            })
    int resetPassword(
            @Parameters(paramLabel = "EMAIL", description = "the account's address") String email,
            @Mixin ProjectOption project,
            @Mixin OutputOption output) {
        MusterConfig config = project.read();
        try (Database work = ProjectOption.work(config)) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            String address = new PasswordResets(work, InstantSource.fixed(now))
                    .create(email)
                    .orElseThrow(() -> new UserErrorException("there is no account of " + email.strip()));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("email", AccountRules.canonicalEmail(email.strip()));
            row.put("link", config.project().masterUrl().resolve(address).toString());
            row.put("until", now.plus(PasswordResets.VALID).toString());
            output.row(row);
        }
        return 0;
    }

    private static String read(Path passwordFile) throws IOException {
        if (!Files.isReadable(passwordFile)) {
            throw new UserErrorException("there is no readable file " + passwordFile);
        }
        String password = Files.readString(passwordFile).strip();
        if (password.isEmpty()) {
            throw new UserErrorException("the password file " + passwordFile + " is empty");
        }
        return password;
    }
}
