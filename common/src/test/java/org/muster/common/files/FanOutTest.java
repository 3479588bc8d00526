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

    @Test
    void a_negative_fan_out_is_refused() {
        assertThatThrownBy(() -> new FanOut(-1)).hasMessageContaining("-1");
    }
}
