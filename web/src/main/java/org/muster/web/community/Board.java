package org.muster.web.community;

import java.util.Optional;

/** A leaderboard: of whom, by what. Each is read along an index of its table. */
enum Board {
    USERS_RECENT("top_users.php", "Volunteers", "expavg_credit"),
    USERS_TOTAL("top_users.php", "Volunteers", "total_credit"),
    HOSTS_RECENT("top_hosts.php", "Computers", "expavg_credit"),
    HOSTS_TOTAL("top_hosts.php", "Computers", "total_credit"),
    TEAMS_RECENT("top_teams.php", "Teams", "expavg_credit"),
    TEAMS_TOTAL("top_teams.php", "Teams", "total_credit");

    private final String page;
    private final String title;
    private final String order;

    Board(String page, String title, String order) {
        this.page = page;
        this.title = title;
        this.order = order;
    }

    /** The one of a page and an order; recent credit when the order is not known. */
    static Board of(String page, Optional<String> order) {
        for (Board board : values()) {
            if (board.page.equals(page) && board.order.equals(order.orElse(""))) {
                return board;
            }
        }
        return of(page, Optional.of("expavg_credit"));
    }

    /** Its address. */
    String page() {
        return page;
    }

    /** Of whom it is. */
    String title() {
        return title;
    }

    /** The column it is ordered by. */
    String order() {
        return order;
    }

    /** Where the one with the other order is. */
    String address() {
        return page + "?sort_by=" + order;
    }
}
