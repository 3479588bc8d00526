package org.muster.science.recording;

import java.util.Locale;

/**
 * What ends a recording before its time.
 *
 * @param block the damaged block, counted from 1
 * @param what what is wrong with it, for people
 * @param bytesMissing bytes that the block should have and the file has not; 0 when they are there but wrong
 */
public record Damage(int block, String what, long bytesMissing) {

    static Damage wrong(int block, String what) {
        return new Damage(block, what, 0);
    }

    static Damage cutOff(int block, String part, long expected, long there) {
        String what = String.format(
                Locale.ROOT,
                "its %s are cut off: %,d bytes expected, %,d there, %,d missing",
                part,
                expected,
                there,
                expected - there);
        return new Damage(block, what, expected - there);
    }

    /** One sentence that names the block. */
    public String message() {
        return "block " + block + ": " + what;
    }
}
