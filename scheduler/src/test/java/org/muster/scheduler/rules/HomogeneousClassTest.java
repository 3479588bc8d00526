package org.muster.scheduler.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomogeneousClassTest {

    @ParameterizedTest(name = "{0}, {1} {2}: fine {3}, coarse {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "Linux Debian,      GenuineIntel,   'Intel(R) Core(TM) i7',             277, 258",
                "Linux,             GenuineIntel,   'Intel(R) Xeon(R) CPU E5',          267, 258",
                "Linux,             GenuineIntel,   'Something new',                    258, 258",
                "Microsoft Windows, GenuineIntel,   'Celeron processor',                396, 386",
                "Microsoft Windows, GenuineIntel,   'Celeron M processor',              402, 386",
                "Microsoft Windows, GenuineIntel,   'Pentium(R) III CPU',               399, 386",
                "Microsoft Windows, GenuineIntel,   'Pentium(R) II CPU',                398, 386",
                "Microsoft Windows, GenuineIntel,   'Pentium(R) 4 CPU',                 400, 386",
                "Microsoft Windows, GenuineIntel,   'x86 Family 6 Model 9 Stepping 5',  402, 386",
                "Linux,             AuthenticAMD,   'AMD Opteron(tm) 6276',             264, 258",
                "Linux,             AuthenticAMD,   'AMD Athlon(tm) XP 2400+',          266, 258",
                "Linux,             AuthenticAMD,   'AMD Athlon(tm) 64 3000+',          265, 258",
                "Linux,             AuthenticAMD,   'AMD Ryzen 7',                      259, 258",
                "Linux,             ARM,            'ARMv7 Processor',                  278, 278",
                "Linux,             '',             'ARMv7 Processor',                  -,   278",
                "Linux,             Somebody,       'Thing',                            -,   257",
                "Darwin,            GenuineIntel,   'Core 2',                           533, 514",
                "Darwin,            Power Macintosh,'PowerMac10',                       516, 516",
                "Darwin,            Apple,          'Apple M1',                         -,   -",
                "FreeBSD,           GenuineIntel,   'Core',                             661, -",
                "Android,           ARM,            'ARMv8',                            790, -",
                "Haiku,             GenuineIntel,   'Core',                             -,   -",
            })
    void classes_are_numbered_as_in_rows_of_boinc(
            String system, String vendor, String model, Integer fine, Integer coarse) {
        assertThat(HomogeneousClass.FINE.classOf(system, vendor, model)).isEqualTo(Optional.ofNullable(fine));
        assertThat(HomogeneousClass.COARSE.classOf(system, vendor, model)).isEqualTo(Optional.ofNullable(coarse));
        assertThat(HomogeneousClass.NONE.classOf(system, vendor, model)).contains(0);
    }

    @Test
    void granularities_have_the_codes_of_the_application_s_row() {
        assertThat(HomogeneousClass.of(0)).isEqualTo(HomogeneousClass.NONE);
        assertThat(HomogeneousClass.of(1)).isEqualTo(HomogeneousClass.FINE);
        assertThat(HomogeneousClass.of(2)).isEqualTo(HomogeneousClass.COARSE);
        assertThat(HomogeneousClass.of(9)).isEqualTo(HomogeneousClass.NONE);
    }
}
