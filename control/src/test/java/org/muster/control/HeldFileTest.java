package org.muster.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {

    @TempDir
    Path directory;

    @Test
    void only_one_at_a_time_holds_it_and_the_others_are_told_why() throws Exception {
        Path file = directory.resolve("lock");
        try (HeldFile first = HeldFile.hold(file, "")) {
            assertThatThrownBy(() -> HeldFile.hold(file, "somebody else is at work"))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessage("somebody else is at work");
        }
        HeldFile.hold(file, "").close();
    }
}
