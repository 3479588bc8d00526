package org.muster.scheduler.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.common.config.ProjectConfig;
import org.muster.common.protocol.XmlText;
import org.muster.common.security.Authenticators;
import org.muster.scheduler.identity.Account;
import org.muster.scheduler.identity.Asker;

/**
 * The project's links, with gaps that are filled so that they lead to the volunteer's own pages. Taken apart once, when the
 * operator's file is read. Immutable. Source of the gaps: BOINC's {@code gui_urls.xml}. Each gap is filled once: a name that
 * looks like a gap is not filled again.
 */
public final class ProjectLinks {

    /** No links. */
    static final ProjectLinks NONE = new ProjectLinks(List.of());

    private static final Pattern FOR_TEAMS = Pattern.compile("<ifteam>(.*?)</ifteam>", Pattern.DOTALL);
    private static final Pattern GAP = Pattern.compile("<([a-z_]+)/>");
    private static final Set<String> GAPS = Set.of(
            "authenticator",
            "hostid",
            "master_url",
            "project_name",
            "rss_auth",
            "teamid",
            "team_name",
            "userid",
            "user_name",
            "weak_auth");

    private final List<Piece> pieces;

    /**
     * A part of the text.
     *
     * @param text as it is, or the name of a gap
     * @param forTeams whether only members of teams get it
     */
    private record Piece(String text, boolean gap, boolean forTeams) {}

    private ProjectLinks(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** Takes a text apart. */
    static ProjectLinks of(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher forTeams = FOR_TEAMS.matcher(text);
        int at = 0;
        while (forTeams.find()) {
            addPieces(pieces, text.substring(at, forTeams.start()), false);
            addPieces(pieces, forTeams.group(1), true);
            at = forTeams.end();
        }
        addPieces(pieces, text.substring(at), false);
        return new ProjectLinks(pieces);
    }

    private static void addPieces(List<Piece> pieces, String text, boolean forTeams) {
        Matcher gap = GAP.matcher(text);
        int at = 0;
        while (gap.find()) {
            if (GAPS.contains(gap.group(1))) {
                pieces.add(new Piece(text.substring(at, gap.start()), false, forTeams));
                pieces.add(new Piece(gap.group(1), true, forTeams));
                at = gap.end();
            }
        }
        pieces.add(new Piece(text.substring(at), false, forTeams));
    }

    /** The links of one volunteer on one computer. Whoever showed the weak key only gets no other key to see. */
    String filled(ProjectConfig project, Asker asker) {
        boolean team = asker.account().team().id() != 0;
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            if (team || !piece.forTeams) {
                filled.append(piece.gap ? XmlText.escape(value(piece.text, project, asker)) : piece.text);
            }
        }
        return filled.toString();
    }

    private static String value(String gap, ProjectConfig project, Asker asker) {
        Account account = asker.account();
        return switch (gap) {
            case "authenticator" -> asker.mayChangeAccount() ? account.authenticator() : weak(account);
            case "hostid" -> Long.toString(asker.host().id());
            case "master_url" -> project.masterUrl().toString();
            case "project_name" -> project.longName();
            case "rss_auth" -> Authenticators.noticeKey(account.id(), account.authenticator(), account.passwordHash());
            case "teamid" -> Long.toString(account.team().id());
            case "team_name" -> account.team().name();
            case "userid" -> Long.toString(account.id());
            case "user_name" -> account.profile().name();
            case "weak_auth" -> weak(account);
            default -> throw new IllegalArgumentException("no such gap: " + gap);
        };
    }

    private static String weak(Account account) {
        return Authenticators.weak(account.id(), account.authenticator(), account.passwordHash());
    }
}
