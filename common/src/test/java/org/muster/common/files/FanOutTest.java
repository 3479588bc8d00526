package org.muster.common.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FanOutTest {
    @ParameterizedTest
    @CsvSource({
        "input.dat,3e7,e7",
        "wu_demo_1_0_r1_0,1c8,c8",
        "example_app_1.00_x86_64-pc-linux-gnu,b8,b8",
        "uppercase_1234_5678_0_r123456789_0,22a,2a",
    })
    void names_fall_into_the_directories_that_boinc_computes(String name, String of1024, String of256) {
        assertThat(FanOut.STANDARD.directory(name)).isEqualTo(of1024);
        assertThat(new FanOut(256).directory(name)).isEqualTo(of256);
        assertThat(FanOut.STANDARD.path(name)).isEqualTo(of1024 + "/" + name);
    }

    @Test
    void a_flat_layout_has_no_directories() {
        assertThat(FanOut.FLAT.directory("input.dat")).isEmpty();
        assertThat(FanOut.FLAT.path("input.dat")).isEqualTo("input.dat");
    }

    @ParameterizedTest
    @CsvSource({
        "input.dat,3e7/3d1,3e7/3d1/308/147",
    })
    void a_second_level_is_made_of_the_next_seven_digits(String name, String twoLevels, String fourLevels) {
        assertThat(new FanOut(1024, 2).directory(name)).isEqualTo(twoLevels);
        assertThat(new FanOut(1024, 4).directory(name)).isEqualTo(fourLevels);
        assertThat(new FanOut(1024, 2).path(name)).isEqualTo(twoLevels + "/" + name);
    }

    @Test
    void levels_out_of_range_are_refused() {
        assertThatThrownBy(() -> new FanOut(1024, 0)).hasMessageContaining("levels");
        assertThatThrownBy(() -> new FanOut(1024, 5)).hasMessageContaining("levels");
    }

    @Test
    void a_negative_fan_out_is_refused() {
        assertThatThrownBy(() -> new FanOut(-1)).hasMessageContaining("-1");
    }
}
