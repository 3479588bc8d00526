package org.muster.web.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many attempts each of many may make in an hour. Remembers at most 100,000 of them; when more come, those that
 * tried longest ago begin anew. The limit is that of one process. Thread-safe.
 */
public final class RateLimit {
    private static final int MOST_REMEMBERED = 100_000;

    private final int perHour;
    private final InstantSource clock;
    private final Cache<String, Allowance> allowances = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(Duration.ofHours(2))
            .build();

    /**
     * @param perHour attempts, 0 for no limit
     */
    public RateLimit(int perHour, InstantSource clock) {
        this.perHour = perHour;
        this.clock = clock;
    }

    /** Takes one attempt; false when there is none left. */
    public boolean take(String who) {
        if (perHour == 0) {
            return true;
        }
        AtomicBoolean granted = new AtomicBoolean();
        allowances.asMap().compute(who, (key, kept) -> {
            Allowance now = current(kept);
            granted.set(now.isEnough());
            return now.isEnough() ? now.plus(-1, perHour) : now;
        });
        return granted.get();
    }

    /** Gives an attempt back that turned out to be a right one. */
    public void giveBack(String who) {
        if (perHour > 0) {
            allowances
                    .asMap()
                    .computeIfPresent(who, (key, kept) -> current(kept).plus(1, perHour));
        }
    }

    /** Seconds until the next attempt may be made; 0 when it may now. */
    public long waitSeconds(String who) {
        return perHour == 0 ? 0 : current(allowances.getIfPresent(who)).wait(perHour);
    }

    /** What counts as one sender: an IPv4 address, or a /64 network of IPv6, since everybody has a whole one. */
    public static String sender(String address) {
        String plain = address.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        if (!plain.contains(":") || plain.contains(".")) {
            return plain.substring(plain.lastIndexOf(':') + 1);
        }
        String[] halves = plain.split("::", 2);
        String[] groups = halves[0].split(":");
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            boolean given = i < groups.length && !groups[i].isEmpty();
            network.append(given ? groups[i] : "0").append(':');
        }
        return network.append(":/64").toString();
    }

    private Allowance current(Allowance kept) {
        long now = clock.instant().getEpochSecond();
        return kept == null ? Allowance.full(perHour, now) : kept.until(now, perHour);
    }
}
