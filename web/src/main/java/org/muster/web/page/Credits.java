package org.muster.web.page;

import org.muster.common.credit.RecentCredit;

/** Credit as people read it. Pure functions. */
public final class Credits {
    private Credits() {}

    /**
     * Recent credit as it is now: what was not added to for a while has become less.
     *
     * @param perDay as stored
     * @param asOf Unix seconds at which it was stored
     * @param now Unix seconds
     */
    public static String recent(double perDay, double asOf, long now) {
        return Spans.number(new RecentCredit(perDay, asOf).with(now, 0, 0).perDay());
    }
}
