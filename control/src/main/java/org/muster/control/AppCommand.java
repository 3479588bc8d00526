package org.muster.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.muster.common.config.MusterConfig;
import org.muster.common.files.FileNames;
import org.muster.common.store.Database;
import org.muster.control.job.FirstTemplates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster app …}: the project's applications. */
@Command(name = "app", description = "The project's applications.")
final class AppCommand {
    private static final String NAME_FORM = "[A-Za-z0-9_.-]+";

    @Command(
            name = "add",
            description = "Adds an application, and templates for its jobs: one input file, one output file.",
            footer = {
                "",
                "Templates that are there are left alone; edit them as the application needs.",
                "With --versions its versions are published at once, as app-version add does.",
                "Example:  bin/muster app add upper --friendly-name \"Upper case\" --versions apps/upper"
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "its short name: letters, digits, _ and -") String name,
            @Option(names = "--friendly-name", paramLabel = "TEXT", description = "the name volunteers see")
                    String friendlyName,
            @Option(
                            names = "--weight",
                            defaultValue = "1",
                            paramLabel = "X",
                            description = "its share of the work beside other applications (default: ${DEFAULT-VALUE})")
                    double weight,
            @Option(names = "--beta", description = "only volunteers who test get its work") boolean beta,
            @Option(
                            names = "--hr",
                            defaultValue = "0",
                            paramLabel = "N",
                            description = "homogeneous redundancy: 0 none, 1 by system and processor, 2 by system")
                    int homogeneousRedundancy,
            @Option(names = "--hav", description = "all results of a workunit are computed by one version")
                    boolean homogeneousVersion,
            @Option(names = "--non-cpu-intensive", description = "it hardly uses the processor")
                    boolean nonCpuIntensive,
            @Option(
                            names = "--versions",
                            paramLabel = "DIR",
                            description = "publish the versions in this directory, usually apps/NAME")
                    Path versions,
            @Mixin ProjectOption project)
            throws IOException {
        if (!name.matches(NAME_FORM) || !FileNames.isLegal(name) || name.length() > 100) {
            throw new UserErrorException("'" + name + "' is no name for an application: up to 100 letters, digits,"
                    + " '_', '-' and '.' (volunteers' files and templates carry it)");
        }
        MusterConfig config = project.read();
        long now = Instant.now().getEpochSecond();
        try (Database work = ProjectOption.work(config)) {
            boolean known = work.read(handle -> handle.createQuery("select 1 from app where name = :name")
                    .bind("name", name)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
            work.write(handle -> handle.execute(
                    """
                    insert into app (create_time, name, user_friendly_name, weight, beta, homogeneous_redundancy,
                      homogeneous_app_version, non_cpu_intensive) values (?, ?, ?, ?, ?, ?, ?, ?)
                    on duplicate key update name = name
                    """,
                    now,
                    name,
                    friendlyName == null ? name : friendlyName,
                    weight,
                    beta,
                    homogeneousRedundancy,
                    homogeneousVersion,
                    nonCpuIntensive));
            System.out.println("The application " + name + (known ? " was there already." : " is added."));
            for (Path written : FirstTemplates.write(config.files().templateDirectory(), name)) {
                System.out.println("Template: " + written);
            }
            if (versions != null) {
                AppVersionCommand.publish(config, work, versions, false);
            }
        }
        return 0;
    }

    @Command(name = "list", description = "Lists the applications with their versions.")
    int list(@Mixin ProjectOption project, @Mixin OutputOption output) {
        try (Database work = ProjectOption.work(project.read())) {
            output.rows(work.read(handle -> handle.createQuery("""
                            select a.name, a.user_friendly_name, a.deprecated, v.version_num, p.name as platform,
                              v.plan_class, v.deprecated as version_deprecated
                            from app a left join app_version v on v.appid = a.id left join platform p on p.id = v.platformid
                            order by a.name, v.version_num, platform, v.plan_class
                            """).mapToMap().list()));
        }
        return 0;
    }
}
