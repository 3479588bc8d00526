package org.muster.scheduler.reply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the operator's texts and reads them again when a file has changed. A look at the files' times is taken at most
 * once a second, so that a storm costs nothing here. Without {@code gui_urls.xml} the links are {@link #USUAL_LINKS}; an
 * empty one is "no links". Thread-safe; a file that cannot be read counts as empty and is
 * reported, because no reply must fail for it.
 */
public final class ProjectTextFiles implements Supplier<ProjectTexts> {

    private static final Logger log = LoggerFactory.getLogger(ProjectTextFiles.class);
    private static final long BETWEEN_LOOKS = 1_000_000_000L;
    private static final List<String> NAMES =
            List.of("gui_urls.xml", "project_files.xml", "notice.txt", "file_delete_regex");

    /** To Muster's own pages, and the feed whose news clients show as notices. */
    private static final String USUAL_LINKS = """
            <gui_urls>
            <gui_url>
            <name>Your account</name>
            <description>Preferences, computers and keys</description>
            <url><master_url/>home.php</url>
            </gui_url>
            <gui_url>
            <name>Your tasks</name>
            <description>How each stands, and why</description>
            <url><master_url/>results.php</url>
            </gui_url>
            <ifteam>
            <gui_url>
            <name>Team</name>
            <description>The page of <team_name/></description>
            <url><master_url/>team_display.php?teamid=<teamid/></url>
            </gui_url>
            </ifteam>
            <gui_url>
            <name>Server status</name>
            <description>How the project is</description>
            <url><master_url/>server_status.php</url>
            </gui_url>
            </gui_urls>
            <rss_feeds>
            <rss_feed>
            <url><master_url/>notices.php?userid=<userid/>&amp;auth=<rss_auth/></url>
            <poll_interval>3600</poll_interval>
            </rss_feed>
            </rss_feeds>
            """;

    private final Path directory;
    private final Supplier<Long> nanoseconds;
    private volatile Seen seen = new Seen(List.of(), ProjectTexts.NONE, Long.MIN_VALUE);

    private record Seen(List<String> stamps, ProjectTexts texts, long at) {}

    /**
     * @param directory the project directory
     * @param nanoseconds a clock that only runs forward
     */
    public ProjectTextFiles(Path directory, Supplier<Long> nanoseconds) {
        this.directory = directory;
        this.nanoseconds = nanoseconds;
    }

    @Override
    public ProjectTexts get() {
        Seen last = seen;
        long now = nanoseconds.get();
        if (last.at != Long.MIN_VALUE && now - last.at < BETWEEN_LOOKS) {
            return last.texts;
        }
        List<String> stamps = NAMES.stream().map(this::stamp).toList();
        ProjectTexts texts = stamps.equals(last.stamps) ? last.texts : read();
        seen = new Seen(stamps, texts, now);
        return texts;
    }

    private String stamp(String name) {
        try {
            BasicFileAttributes file = Files.readAttributes(directory.resolve(name), BasicFileAttributes.class);
            return file.lastModifiedTime() + " " + file.size() + " " + file.fileKey();
        } catch (IOException absent) {
            return "";
        }
    }

    private ProjectTexts read() {
        List<String> texts = NAMES.stream().map(this::text).toList();
        return new ProjectTexts(
                ProjectLinks.of(Files.exists(directory.resolve(NAMES.getFirst())) ? texts.get(0) : USUAL_LINKS),
                texts.get(1),
                texts.get(2).strip(),
                ProjectTexts.expressions(texts.get(3)));
    }

    private String text(String name) {
        try {
            return new String(Files.readAllBytes(directory.resolve(name)), StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            return "";
        } catch (IOException e) {
            log.error("{} cannot be read and is left out of replies: {}", directory.resolve(name), e.toString());
            return "";
        }
    }
}
