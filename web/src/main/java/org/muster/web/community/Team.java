package org.muster.web.community;

/**
 * A team.
 *
 * @param founder id of the volunteer who leads it, 0 for nobody
 * @param members how many there are
 * @param joinable whether it takes members
 * @param credit what its members have earned while they were in it
 */
record Team(
        long id,
        String name,
        String url,
        String description,
        String country,
        long founder,
        int members,
        boolean joinable,
        Credit credit) {

    /**
     * Credit of a team.
     *
     * @param recent cobblestones a day, as of {@code asOf}
     * @param asOf Unix seconds
     */
    record Credit(double total, double recent, double asOf) {}
}
