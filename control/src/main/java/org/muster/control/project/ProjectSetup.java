package org.muster.control.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.AreaConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.files.SpreadDirectories;
import org.muster.common.files.WholeFile;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.WorkSchema;
import org.muster.science.database.ScienceSchema;

/**
 * Makes everything a project with the shipped application needs before its daemons can run. Every step leaves
 * alone what is there, so it can be repeated, also after a crash in the middle.
 */
public final class ProjectSetup {
    private static final String TEMPLATE = "templates/spike_search_out";

    private final MusterConfig config;
    private final Database work;
    private final Database science;

    /** @param science {@code null} for a project without the shipped application */
    public ProjectSetup(MusterConfig config, Database work, Database science) {
        this.config = config;
        this.work = work;
        this.science = science;
    }

    /**
     * Makes directories, keys, templates, schemas, platforms, the application and its version.
     *
     * @param now Unix seconds
     * @throws IOException when a directory or file cannot be written
     */
    public void run(long now) throws IOException {
        for (AreaConfig area : config.files().downloadAreas()) {
            SpreadDirectories.create(area.directory());
        }
        for (AreaConfig area : config.files().uploadAreas()) {
            SpreadDirectories.create(area.directory());
        }
        Files.createDirectories(config.files().archiveDirectory());
        KeyDirectory keys = new KeyDirectory(config.keys().directory());
        keys.createMissing();
        WorkSchema.migrate(work);
        if (science != null) {
            shippedApplication(keys, now);
        }
    }

    private void shippedApplication(KeyDirectory keys, long now) throws IOException {
        writeTemplate();
        ScienceSchema.migrate(science);
        work.write(handle -> rows(handle, now));
        ApplicationRelease release =
                new ApplicationRelease(work, config.files().downloadDirectory(), keys.readCodeSignPrivate());
        for (String platform : SpikeSearchApplication.PLATFORMS) {
            release.publish(
                    SpikeSearchApplication.NAME,
                    platform,
                    SpikeSearchApplication.FIRST_VERSION,
                    SpikeSearchApplication.files(),
                    now);
        }
    }

    private void writeTemplate() throws IOException {
        Path target = config.files().templateDirectory().resolve(TEMPLATE);
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream template = ProjectSetup.class.getResourceAsStream("spike_search_out")) {
            WholeFile.write(target, template.readAllBytes());
        }
    }

    private static void rows(Handle handle, long now) {
        for (String platform : SpikeSearchApplication.PLATFORMS) {
            handle.execute("""
                    insert into platform (create_time, name, user_friendly_name) values (?, ?, ?)
                    on duplicate key update name = name
                    """, now, platform, platform.startsWith("x86_64") ? "Linux on x86-64" : "Linux on ARM64");
        }
        handle.execute("""
                insert into app (create_time, name, user_friendly_name) values (?, ?, ?)
                on duplicate key update name = name
                """, now, SpikeSearchApplication.NAME, SpikeSearchApplication.FRIENDLY_NAME);
    }
}
