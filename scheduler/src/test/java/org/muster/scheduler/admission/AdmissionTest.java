package org.muster.scheduler.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {

    /** The queue is 10 s long at most; 100 requests are served in a second. */
    private final AdmissionRule rule = new AdmissionRule(10);

    private double now = 1000;

    @ParameterizedTest(name = "{0} with {1} waiting: {2}")
    @CsvSource({
        "TOO_EARLY, 0, true",
        "TOO_EARLY, 249, true",
        "TOO_EARLY, 250, false",
        "WANTS_WORK, 499, true",
        "WANTS_WORK, 500, false",
        "REPORTS, 899, true",
        "REPORTS, 900, false",
        "AS_ASKED, 999, true",
        "AS_ASKED, 1000, false",
    })
    void the_longer_the_queue_the_more_must_speak_for_a_request(Standing standing, int waiting, boolean admitted) {
        assertThat(rule.admits(standing, waiting, 100)).isEqualTo(admitted);
    }

    @Test
    void what_speaks_for_a_request() {
        assertThat(AdmissionRule.standing(true, Double.NaN, 5)).isEqualTo(Standing.REPORTS);
        assertThat(AdmissionRule.standing(false, Double.NaN, 5)).isEqualTo(Standing.WANTS_WORK);
        assertThat(AdmissionRule.standing(true, 6, 5)).isEqualTo(Standing.TOO_EARLY);
        assertThat(AdmissionRule.standing(false, 5, 5)).isEqualTo(Standing.AS_ASKED);
    }

    @Test
    void finished_work_goes_first_but_nobody_waits_for_ever() {
        double wantsWork = rule.rank(Standing.WANTS_WORK, 100);
        assertThat(rule.rank(Standing.REPORTS, 104)).isLessThan(wantsWork);
        assertThat(rule.rank(Standing.REPORTS, 106)).isGreaterThan(wantsWork);
    }

    @Test
    void those_who_are_sent_away_get_places_as_far_apart_as_serving_takes() {
        Backlog backlog = new Backlog(10, 14_400, new Random(1));
        List<Double> places = new ArrayList<>();
        for (int client = 0; client < 10_000; client++) {
            places.add(backlog.next(1000, 100));
        }
        Collections.sort(places);
        assertThat(places.getFirst()).isGreaterThanOrEqualTo(1010);
        assertThat(places.getLast())
                .as("10,000 at 95 a second, and a little jitter")
                .isBetween(1110.0, 1130.0);
        for (int second = 1020; second < 1110; second++) {
            int from = second;
            assertThat(places.stream()
                            .filter(place -> place >= from && place < from + 1)
                            .count())
                    .as("second %s", second)
                    .isLessThan(135);
        }
        assertThat(backlog.length(1000)).isBetween(114.0, 116.0);
        assertThat(backlog.length(5000)).isZero();
    }

    @Test
    void nobody_is_sent_away_for_longer_than_the_longest_delay() {
        Backlog backlog = new Backlog(10, 100, new Random(1));
        for (int client = 0; client < 100_000; client++) {
            assertThat(backlog.next(0, 100)).isBetween(10.0, 110.0);
        }
    }

    @Test
    void who_comes_too_early_keeps_the_promised_place_and_who_comes_when_asked_is_let_in() {
        Admission admission = new Admission(10, 14_400, rate(100), () -> now, new Random(1));
        double place = now + delay(admission.decide(7, true, 900));
        now += 5;
        assertThat(now + delay(admission.decide(7, true, 900))).isEqualTo(place);
        now = place;
        assertThat(admission.decide(8, true, 950)).as("another").isInstanceOf(Verdict.ComeBack.class);
        assertThat(admission.decide(7, true, 950)).isInstanceOf(Verdict.Enter.class);
        assertThat(admission.decide(7, true, 950))
                .as("the promise is kept once")
                .isInstanceOf(Verdict.ComeBack.class);
    }

    @Test
    void the_rate_follows_what_is_measured() {
        ServiceRate rate = new ServiceRate(8);
        for (int request = 0; request < 1000; request++) {
            rate.served(0.08);
        }
        assertThat(rate.perSecond()).isBetween(99.9, 100.1);
        for (int request = 0; request < 100; request++) {
            rate.served(0.8);
        }
        assertThat(rate.perSecond()).isBetween(10.0, 13.0);
    }

    @ParameterizedTest
    @CsvSource({
        "'<hostid>17</hostid><authenticator>a</authenticator>', 17, false",
        "'<hostid> 17 </hostid><result>', 17, true",
        "'<hostid>17</hostid><msg_from_host>', 17, true",
        "'<hostid>17</hostid><result_name>', 17, false",
    })
    void a_glance_finds_who_asks_and_whether_anything_is_brought(String request, long client, boolean brings) {
        assertThat(RequestGlance.of(request.getBytes(UTF_8))).isEqualTo(new RequestGlance(client, brings));
    }

    @Test
    void clients_without_an_id_are_told_apart_by_their_keys() {
        RequestGlance one = RequestGlance.of("<authenticator>a</authenticator><hostid>0</hostid>".getBytes(UTF_8));
        RequestGlance other = RequestGlance.of("<authenticator>b</authenticator><hostid>0</hostid>".getBytes(UTF_8));
        assertThat(one.client()).isNegative().isNotEqualTo(other.client());
        assertThat(RequestGlance.of(new byte[0]).brings()).isFalse();
        assertThat(RequestGlance.of("<hostid>".getBytes(UTF_8)).brings()).isFalse();
    }

    private static double delay(Verdict verdict) {
        return ((Verdict.ComeBack) verdict).seconds();
    }

    private static ServiceRate rate(double perSecond) {
        ServiceRate rate = new ServiceRate(1);
        for (int request = 0; request < 1000; request++) {
            rate.served(1 / perSecond);
        }
        return rate;
    }
}
