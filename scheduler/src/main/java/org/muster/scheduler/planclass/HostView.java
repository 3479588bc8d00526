package org.muster.scheduler.planclass;

import java.util.Optional;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;
import org.muster.scheduler.request.ClientFacts;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.work.HostAbility;

/**
 * Everything that decides whether a version suits a computer.
 *
 * @param client its program
 * @param facts the computer
 * @param equipment what it has besides
 * @param ability what may be used of it
 * @param volunteer whose it is
 */
public record HostView(
        ClientFacts client, HostFacts facts, Equipment equipment, HostAbility ability, Volunteer volunteer) {

    /**
     * Whose computer it is.
     *
     * @param userId the account
     * @param projectPreferences what the volunteer chose for this project and the computer's venue, as XML
     * @param chance a number from 0 to 1, drawn for this request
     */
    public record Volunteer(long userId, String projectPreferences, double chance) {}

    /** The primary platform's name, empty when there is none. */
    public String primaryPlatform() {
        return client.platforms().isEmpty() ? "" : client.platforms().getFirst();
    }

    boolean isWindows() {
        return facts.name().osName().contains("Windows");
    }

    /** The volunteer's choice by its element's name, wherever it stands. */
    Optional<String> preference(String element) {
        String xml = volunteer.projectPreferences;
        int start = xml.indexOf("<" + element + ">");
        if (start < 0) {
            return Optional.empty();
        }
        try {
            XmlScanner scanner = XmlScanner.of(xml.substring(start));
            return scanner.next() ? Optional.of(scanner.text()) : Optional.empty();
        } catch (XmlDialectException broken) {
            return Optional.empty();
        }
    }
}
