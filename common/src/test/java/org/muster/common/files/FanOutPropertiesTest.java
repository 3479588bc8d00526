package org.muster.common.files;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Apart from the examples, because the two test engines write one report for each class. */
class FanOutPropertiesTest {
    @Property(tries = 500)
    void every_name_falls_into_one_of_the_directories(
            @ForAll @StringLength(min = 1, max = 60) String name,
            @ForAll @IntRange(min = 1, max = 5000) int directories) {
        assertThat(Integer.parseInt(new FanOut(directories).directory(name), 16))
                .isBetween(0, directories - 1);
    }
}
