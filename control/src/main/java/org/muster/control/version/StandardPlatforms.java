package org.muster.control.version;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The platforms whose names every BOINC client knows ({@code protocol/06-operator.md}). */
final class StandardPlatforms {
    private static final Map<String, String> FRIENDLY_NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("windows_intelx86", "Windows, 32 bits"),
            Map.entry("windows_x86_64", "Windows on x86-64"),
            Map.entry("windows_arm64", "Windows on ARM64"),
            Map.entry("i686-pc-linux-gnu", "Linux, 32 bits"),
            Map.entry("x86_64-pc-linux-gnu", "Linux on x86-64"),
            Map.entry("aarch64-unknown-linux-gnu", "Linux on ARM64"),
            Map.entry("arm-unknown-linux-gnueabihf", "Linux on ARM, 32 bits"),
            Map.entry("riscv64-unknown-linux-gnu", "Linux on RISC-V"),
            Map.entry("x86_64-apple-darwin", "macOS on Intel"),
            Map.entry("arm64-apple-darwin", "macOS on Apple silicon"),
            Map.entry("arm-android-linux-gnu", "Android, 32 bits"),
            Map.entry("aarch64-android-linux-gnu", "Android on ARM64"),
            Map.entry("x86_64-pc-freebsd", "FreeBSD on x86-64")));

    private StandardPlatforms() {}

    static Optional<String> friendlyName(String platform) {
        return Optional.ofNullable(FRIENDLY_NAMES.get(platform));
    }

    static String names() {
        return String.join(", ", FRIENDLY_NAMES.keySet());
    }
}
