package org.muster.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.scheduler.request.ClientFacts;

class CatalogueTest {

    private static final Application APPLICATION = new Application(1, "a", "A", 0, false, false);
    private static final Deliverable NONE = new Deliverable("", "");

    private final Catalogue catalogue = new Catalogue(
            Set.of("linux", "windows", "mac"),
            List.of(
                    version(1, 100, "linux", 0, 0),
                    version(2, 102, "linux", 0, 0),
                    version(3, 103, "linux", 80_000, 0),
                    version(4, 101, "windows", 0, 70_000)));

    @Test
    void the_newest_version_that_the_client_can_run_is_sent() {
        assertThat(best(72_005, VersionPin.NONE, "linux")).contains(102);
        assertThat(best(80_002, VersionPin.NONE, "linux")).contains(103);
        assertThat(best(72_005, VersionPin.NONE, "windows")).isEmpty();
        assertThat(best(69_000, VersionPin.NONE, "windows")).contains(101);
    }

    @Test
    void the_preferred_platform_goes_first() {
        assertThat(best(69_000, VersionPin.NONE, "windows", "linux")).contains(101);
        assertThat(best(72_005, VersionPin.NONE, "windows", "linux")).contains(102);
        assertThat(best(72_005, VersionPin.NONE, "mac")).isEmpty();
    }

    @Test
    void a_workunit_can_insist_on_a_version() {
        assertThat(best(72_005, new VersionPin(100, 0), "linux")).contains(100);
        assertThat(best(72_005, new VersionPin(0, 1), "linux")).contains(100);
        assertThat(best(72_005, new VersionPin(99, 0), "linux")).isEmpty();
    }

    @Test
    void versions_below_the_oldest_that_is_still_sent_go_only_to_workunits_that_insist() {
        Application strict = new Application(1, "a", "A", 101, false, false);
        Catalogue old =
                new Catalogue(Set.of("linux"), List.of(new ApplicationVersion(1, strict, 100, "linux", 0, 0, NONE)));
        ClientFacts client = new ClientFacts(72_005, false, List.of("linux"), "");
        assertThat(old.best(1, client, VersionPin.NONE)).isEmpty();
        assertThat(old.best(1, client, new VersionPin(100, 0))).isPresent();
    }

    @Test
    void a_client_is_known_by_any_of_its_platforms() {
        assertThat(catalogue.knows(new ClientFacts(0, false, List.of("abacus", "mac"), "")))
                .isTrue();
        assertThat(catalogue.knows(new ClientFacts(0, false, List.of("abacus"), "")))
                .isFalse();
    }

    private Optional<Integer> best(int clientVersion, VersionPin pin, String... platforms) {
        return catalogue
                .best(1, new ClientFacts(clientVersion, false, List.of(platforms), ""), pin)
                .map(ApplicationVersion::number);
    }

    private static ApplicationVersion version(long id, int number, String platform, int oldest, int newest) {
        return new ApplicationVersion(id, APPLICATION, number, platform, oldest, newest, NONE);
    }
}
