package org.muster.web.community;

/**
 * A line of a leaderboard.
 *
 * @param address where more is said of it, empty for nowhere
 * @param name of the volunteer, computer or team
 * @param more a few words: team, processor, members
 * @param recent cobblestones a day, as of {@code asOf}
 * @param asOf Unix seconds
 */
record Leader(String address, String name, String more, double total, double recent, double asOf) {}
