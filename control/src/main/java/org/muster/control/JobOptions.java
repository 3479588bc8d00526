package org.muster.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.muster.control.job.InputArgument;
import org.muster.control.job.JobOrder;
import org.muster.control.job.JobRequest;
import org.muster.control.job.Target;
import org.muster.control.job.WorkunitElements;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of BOINC's {@code create_work}, under its names. */
final class JobOptions {
    @Option(
            names = {"--app", "--appname"},
            required = true,
            paramLabel = "NAME",
            description = "the application")
    private String app;

    @Option(
            names = {"--name", "--wu_name"},
            paramLabel = "NAME",
            description =
                    "the workunit's name; of a list, what names begin with (default: made of application and time)")
    private String name = "";

    @Option(names = "--wu_template", paramLabel = "FILE", description = "input template (default: templates/APP_in)")
    private String inputTemplate = "";

    @Option(
            names = "--result_template",
            paramLabel = "FILE",
            description = "output template, below files.templateDirectory (default: templates/APP_out)")
    private String outputTemplate = "";

    @Option(
            names = "--command_line",
            paramLabel = "TEXT",
            description = "what the application is started with; in a list, put before each job's own")
    private String commandLine = "";

    @Option(names = "--priority", paramLabel = "N", description = "higher is sent first (default: 0)")
    private int priority;

    @Option(names = "--batch", paramLabel = "N", description = "the batch it belongs to")
    private Double batch;

    @Option(names = "--min_quorum", paramLabel = "N", description = "results that must agree")
    private Double minQuorum;

    @Option(names = "--target_nresults", paramLabel = "N", description = "results made at first")
    private Double targetResults;

    @Option(names = "--max_error_results", paramLabel = "N", description = "failures after which to give up")
    private Double maxErrorResults;

    @Option(names = "--max_success_results", paramLabel = "N", description = "results without agreement, likewise")
    private Double maxSuccessResults;

    @Option(names = "--max_total_results", paramLabel = "N", description = "results in all, likewise")
    private Double maxTotalResults;

    @Option(names = "--delay_bound", paramLabel = "S", description = "seconds from sending to deadline")
    private Double delayBound;

    @Option(names = "--rsc_fpops_est", paramLabel = "X", description = "floating-point operations it takes")
    private Double fpopsEstimate;

    @Option(names = "--rsc_fpops_bound", paramLabel = "X", description = "operations after which clients give up")
    private Double fpopsBound;

    @Option(names = "--rsc_memory_bound", paramLabel = "X", description = "bytes of memory it takes")
    private Double memoryBound;

    @Option(names = "--rsc_disk_bound", paramLabel = "X", description = "bytes of disk it takes")
    private Double diskBound;

    @Option(names = "--size_class", paramLabel = "N", description = "its size class")
    private Double sizeClass;

    @Option(names = "--hr_class", paramLabel = "N", description = "the class of computers it is kept to")
    private int hrClass;

    @Option(names = "--app_version_num", paramLabel = "N", description = "the one version that computes it")
    private int versionNumber;

    @Option(names = "--keywords", paramLabel = "TEXT", description = "numbers of keywords, separated by spaces")
    private String keywords = "";

    @Option(
            names = "--credit",
            paramLabel = "X",
            description = "what each valid result is granted (default: what results claim)")
    private Double credit;

    @Option(
            names = "--additional_xml",
            paramLabel = "XML",
            description = "elements that go to the client with the workunit, as they are")
    private String additionalXml = "";

    @Option(names = "--opaque", paramLabel = "X", description = "a number of the project's own, kept in its row")
    private Double opaque;

    @Option(names = "--wu_id", hidden = true, description = "refused: the database numbers workunits")
    private Long workunitId;

    @Option(names = "--sub_appname", paramLabel = "TEXT", description = "shown after the application's name")
    private String subAppName = "";

    @Option(names = "--target_host", paramLabel = "ID", description = "the one computer that gets it")
    private Long targetHost;

    @Option(names = "--target_user", paramLabel = "ID", description = "the one volunteer who gets it")
    private Long targetUser;

    @Option(names = "--target_team", paramLabel = "ID", description = "the one team that gets it")
    private Long targetTeam;

    @Option(names = "--broadcast", description = "every computer gets it once")
    private boolean broadcast;

    @Option(names = "--broadcast_user", paramLabel = "ID", description = "every computer of a volunteer gets it once")
    private Long broadcastUser;

    @Option(names = "--broadcast_team", paramLabel = "ID", description = "every computer of a team gets it once")
    private Long broadcastTeam;

    @Option(
            names = "--remote_file",
            arity = "3",
            paramLabel = "URL BYTES MD5",
            hideParamSyntax = true,
            description = "an input file that clients fetch elsewhere")
    private List<String> remoteFiles = new ArrayList<>();

    @Parameters(paramLabel = "INFILE", arity = "0..*", description = "input files, in the template's order")
    private List<String> inputs = new ArrayList<>();

    /** What holds for all jobs. */
    JobOrder order() {
        if (workunitId != null) {
            throw new UserErrorException(
                    "--wu_id means a row that another program made and create_work fills in; here a"
                            + " workunit's row is made whole, after its files, and the database numbers it: leave --wu_id out,"
                            + " and give a name with --wu_name");
        }
        WorkunitElements elements = WorkunitElements.parse(additionalXml);
        return new JobOrder(
                app,
                inputTemplate.isEmpty() ? "templates/" + app + "_in" : inputTemplate,
                outputTemplate.isEmpty() ? "templates/" + app + "_out" : outputTemplate,
                commandLine,
                settings(elements),
                priority,
                hrClass,
                versionNumber,
                keywords,
                elements.with("sub_appname", subAppName).text(),
                target());
    }

    /** The one job that the command line asks for. */
    JobRequest single() {
        List<InputArgument> files = new ArrayList<>();
        for (int i = 0; i + 2 < remoteFiles.size(); i += 3) {
            files.add(new InputArgument.Remote(
                    remoteFiles.get(i), wholeNumber(remoteFiles.get(i + 1)), remoteFiles.get(i + 2)));
        }
        inputs.forEach(file -> files.add(new InputArgument.Named(file)));
        return new JobRequest(name, "", "", "", OptionalInt.empty(), Target.ANYBODY, files);
    }

    /** Refuses what only makes sense for a single job. */
    void requireList() {
        if (!inputs.isEmpty() || !remoteFiles.isEmpty()) {
            throw new UserErrorException(
                    "input files stand in the lines of the list, not on the command line: " + String.join(" ", inputs));
        }
    }

    /** What the names of jobs begin with that are given none: unique for each call. */
    String namePrefix(long now, String random) {
        return name.isEmpty() ? app + "_" + now + "_" + random : name;
    }

    private Map<String, Double> settings(WorkunitElements elements) {
        Map<String, Double> settings = new HashMap<>();
        elements.credit().ifPresent(value -> settings.put("credit", value));
        put(settings, "credit", credit);
        put(settings, "opaque", opaque);
        put(settings, "batch", batch);
        put(settings, "min_quorum", minQuorum);
        put(settings, "target_nresults", targetResults);
        put(settings, "max_error_results", maxErrorResults);
        put(settings, "max_success_results", maxSuccessResults);
        put(settings, "max_total_results", maxTotalResults);
        put(settings, "delay_bound", delayBound);
        put(settings, "rsc_fpops_est", fpopsEstimate);
        put(settings, "rsc_fpops_bound", fpopsBound);
        put(settings, "rsc_memory_bound", memoryBound);
        put(settings, "rsc_disk_bound", diskBound);
        put(settings, "size_class", sizeClass);
        return settings;
    }

    private static void put(Map<String, Double> settings, String name, Double value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    private Target target() {
        List<Target> targets = new ArrayList<>();
        if (targetHost != null) {
            targets.add(Target.host(targetHost));
        }
        if (targetUser != null) {
            targets.add(Target.user(targetUser));
        }
        if (targetTeam != null) {
            targets.add(Target.team(targetTeam));
        }
        if (broadcast) {
            targets.add(Target.broadcast());
        }
        if (broadcastUser != null) {
            targets.add(Target.user(broadcastUser).onEveryHost());
        }
        if (broadcastTeam != null) {
            targets.add(Target.team(broadcastTeam).onEveryHost());
        }
        if (targets.size() > 1) {
            throw new UserErrorException("a job has one target: give one of --target_… and --broadcast… only");
        }
        return targets.isEmpty() ? Target.ANYBODY : targets.getFirst();
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new UserErrorException("--remote_file takes URL BYTES MD5; '" + text + "' is no number of bytes");
        }
    }
}
