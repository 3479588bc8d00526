package org.muster.common.config;

/** Checks of single settings, so that every complaint names its key. */
final class Setting {
    private Setting() {}

    static void require(String key, Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new IllegalArgumentException("the configuration needs " + key);
        }
    }

    static int orDefault(int value, int fallback) {
        return value == 0 ? fallback : value;
    }

    static void atLeast(String key, double value, double least) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", is " + value);
        }
    }

    static void atMost(String key, double value, double most) {
        if (value > most) {
            throw new IllegalArgumentException(key + " must be at most " + most + ", is " + value);
        }
    }
}
