package org.muster.control.volunteer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.common.protocol.XmlScanner;
import org.muster.common.security.PasswordHashes;

/**
 * What a client knows of a project once it has attached.
 *
 * @param schedulerUrl where to send scheduler requests
 * @param authenticator the account's key
 */
record Attachment(URI schedulerUrl, String authenticator) {
    private static final Pattern SCHEDULER = Pattern.compile("<scheduler>\\s*([^<\\s]+)\\s*</scheduler>");
    private static final int NOT_UNIQUE = -137;

    /**
     * Finds the scheduler by the master page and signs in, making the account when there is none.
     *
     * @throws IOException when the project cannot be reached or refuses the account
     */
    static Attachment to(URI masterUrl, Account account, ProjectConnection connection)
            throws IOException, InterruptedException {
        Matcher scheduler = SCHEDULER.matcher(new String(connection.get(masterUrl), UTF_8));
        if (!scheduler.find()) {
            throw new IOException("no scheduler is named by " + masterUrl);
        }
        return new Attachment(URI.create(scheduler.group(1)), authenticator(masterUrl, account, connection));
    }

    private static String authenticator(URI masterUrl, Account account, ProjectConnection connection)
            throws IOException, InterruptedException {
        String query = "?email_addr=" + encoded(account.email()) + "&passwd_hash="
                + PasswordHashes.ofClient(account.password(), account.email()) + "&user_name="
                + encoded(account.name());
        AccountAnswer answer = AccountAnswer.read(connection.get(URI.create(masterUrl + "create_account.php" + query)));
        if (answer.error() == NOT_UNIQUE) {
            answer = AccountAnswer.read(connection.get(URI.create(masterUrl + "lookup_account.php" + query)));
        }
        if (answer.authenticator().isEmpty()) {
            throw new IOException("the project refuses the account " + account.email() + ": " + answer.message());
        }
        return answer.authenticator();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private record AccountAnswer(String authenticator, long error, String message) {
        static AccountAnswer read(byte[] document) {
            String authenticator = "";
            long error = 0;
            String message = "";
            XmlScanner scanner = XmlScanner.of(document);
            while (scanner.next()) {
                scanner.enter();
                while (scanner.next()) {
                    switch (scanner.name()) {
                        case "authenticator" -> authenticator = scanner.text();
                        case "error_num" -> error = scanner.integer(0);
                        case "error_msg" -> message = scanner.text();
                        default -> scanner.skip();
                    }
                }
            }
            return new AccountAnswer(authenticator, error, message);
        }
    }
}
