package org.muster.systemtests.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.MusterConfig;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;
import org.muster.common.testing.WorkFixture;
import org.muster.control.project.ApplicationFile;
import org.muster.control.project.ApplicationRelease;

/** The applications that a fleet computes, and their work. */
public final class Applications {
    /** For every computer. */
    public static final String SMALL = "small";
    /** For those with much memory and much disk. */
    public static final String LARGE = "large";
    /** For those with a graphics processor. */
    public static final String GRAPHICS = "graphics";

    private static final int DELAY_BOUND_SECONDS = 60;
    private static final int BATCH = 500;
    private static final String TEMPLATE = "templates/out";
    private static final Map<String, List<String>> PLATFORMS = Map.of(
            SMALL, List.of(Machine.LINUX, Machine.WINDOWS, Machine.ARM),
            LARGE, List.of(Machine.LINUX, Machine.WINDOWS),
            GRAPHICS, List.of(Machine.LINUX, Machine.WINDOWS));

    private Applications() {}

    /** Puts them into a project whose directories, keys and tables are there. */
    public static void publish(MusterConfig config, Database work) throws IOException {
        work.write(handle -> {
            List.of(Machine.LINUX, Machine.WINDOWS, Machine.ARM)
                    .forEach(platform -> WorkFixture.platform(handle, platform));
            PLATFORMS.keySet().forEach(app -> WorkFixture.app(handle, app));
        });
        ApplicationRelease release = new ApplicationRelease(
                work,
                config.files().downloadDirectory(),
                new KeyDirectory(config.keys().directory()).readCodeSignPrivate());
        for (Map.Entry<String, List<String>> app : PLATFORMS.entrySet()) {
            for (String platform : app.getValue()) {
                ApplicationFile program = new ApplicationFile(app.getKey(), platform.getBytes(UTF_8), true);
                release.publish(app.getKey(), platform, 100, List.of(program), now());
            }
        }
        work.write(handle -> handle.execute("""
                update app_version set plan_class = case
                    when platformid = (select id from platform where name = ?) then 'cuda_fermi' else 'ati14' end
                where appid = (select id from app where name = ?)
                """, Machine.LINUX, GRAPHICS));
        Path template = config.files().templateDirectory().resolve(TEMPLATE);
        Files.createDirectories(template.getParent());
        // Right results leave the file out, so that a right one need not be uploaded twenty thousand times.
        Files.writeString(template, """
                <output_template>
                <file_info>
                    <name><OUTFILE_0/></name>
                    <generated_locally/>
                    <upload_when_present/>
                    <max_nbytes>1000</max_nbytes>
                    <url><UPLOAD_URL/></url>
                </file_info>
                <result>
                    <file_ref>
                        <file_name><OUTFILE_0/></file_name>
                        <open_name>out</open_name>
                        <optional/>
                    </file_ref>
                </result>
                </output_template>
                """);
    }

    /** Makes workunits of two results that must agree: in twenty, fifteen small, four large, one for graphics processors. */
    public static void workunits(Database work, int count) {
        for (int from = 0; from < count; from += BATCH) {
            int first = from;
            work.write(handle -> {
                List<NewWorkunit> some = new ArrayList<>();
                IntStream.range(first, Math.min(count, first + BATCH))
                        .forEach(number -> some.add(workunit(handle, number)));
                WorkunitInserts.insert(handle, some, now());
            });
        }
    }

    private static NewWorkunit workunit(Handle handle, int number) {
        String app = switch (number % 20) {
            case 0, 5, 10, 15 -> LARGE;
            case 3 -> GRAPHICS;
            default -> SMALL;
        };
        long id = handle.createQuery("select id from app where name = :app")
                .bind("app", app)
                .mapTo(Long.class)
                .one();
        String name = app + "-" + number;
        NewWorkunit.Needs needs = switch (app) {
            case LARGE -> new NewWorkunit.Needs(6e9, 1e15, 2e9, 5e9, DELAY_BOUND_SECONDS);
            case GRAPHICS -> new NewWorkunit.Needs(4e12, 1e18, 2e8, 1e8, DELAY_BOUND_SECONDS);
            default -> new NewWorkunit.Needs(4e9, 1e15, 2e8, 1e8, DELAY_BOUND_SECONDS);
        };
        return new NewWorkunit(
                id,
                name,
                WorkFixture.workunitDocument(name + ".in"),
                needs,
                new NewWorkunit.Replication(2, 2, 4, 12, 8),
                TEMPLATE,
                number % 7 == 0 ? 1 : 0);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
