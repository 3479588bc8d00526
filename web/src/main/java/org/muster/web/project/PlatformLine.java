package org.muster.web.project;

/**
 * A kind of computer that there is an application for.
 *
 * @param platform BOINC's name, for example {@code x86_64-pc-linux-gnu}
 * @param title what people call it
 * @param planClass empty for an application that runs on every such computer
 */
record PlatformLine(String platform, String title, String planClass) {}
