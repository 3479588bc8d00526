package org.muster.web.member;

/**
 * The volunteer who is logged in.
 *
 * @param id of the row of table {@code user}
 * @param profile what others may see
 * @param keys what nobody else may see
 */
public record Member(long id, Profile profile, Keys keys) {

    /**
     * What others may see of a volunteer.
     *
     * @param teamId 0 for none
     * @param venue of new computers, empty for none
     * @param createTime Unix seconds
     * @param totalCredit in cobblestones
     * @param averageCredit cobblestones a day, as of {@code averageTime}
     * @param averageTime Unix seconds
     * @param showHosts whether others may see the computers
     */
    public record Profile(
            String name,
            String country,
            String url,
            long teamId,
            String venue,
            long createTime,
            double totalCredit,
            double averageCredit,
            double averageTime,
            boolean showHosts) {}

    /**
     * The secrets of an account.
     *
     * @param email as stored
     * @param authenticator the strong one
     * @param passwordHash as stored
     */
    public record Keys(String email, String authenticator, String passwordHash) {
        /** Never shows them. */
        @Override
        public String toString() {
            return "keys";
        }
    }
}
