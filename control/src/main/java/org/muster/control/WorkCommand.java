package org.muster.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.control.job.JobCreation;
import org.muster.control.job.JobLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster work …}: jobs. */
@Command(name = "work", description = "Makes work for volunteers.", subcommands = WorkCommand.Create.class)
final class WorkCommand {

    /** {@code muster work create}. */
    @Command(
            name = "create",
            description =
                    "Makes one workunit, or one for each line of a list. Options are those of BOINC's create_work.",
            footer = {
                "",
                "Input files are copied into the download area, whole, under the names they have; a name stands for the",
                "same content for ever. A name that is no file here means one that was staged before.",
                "The templates are templates/APP_in and templates/APP_out unless others are named.",
                "With a list, each line may have --wu_name, --command_line, --wu_template, --result_template, --priority,",
                "--target_host, --target_user, --target_team, --remote_file URL BYTES MD5, and its input files. All lines",
                "are checked before the first workunit is made.",
                "With --continue_on_error the jobs that are not good are said and passed over; the exit status is then 1.",
                "--wu_id is refused: it means a row that another program made beforehand, and there are none.",
                "Examples:",
                "  bin/muster work create --app upper poem.txt",
                "  ls poems/* | bin/muster work create --app upper --stdin",
                "  bin/muster work create --app upper --jobs jobs.txt --min_quorum 2 --target_nresults 2",
                "  bin/muster work create --app upper --credit 12.5 poem.txt"
            })
    static final class Create implements Callable<Integer> {
        private static final int FEW = 10;
        private static final int TALKATIVE = 3;
        private static final int MOST = 4;

        @Mixin
        private ProjectOption project;

        @Mixin
        private JobOptions job;

        @Mixin
        private OutputOption output;

        @Option(names = "--stdin", description = "read a list of jobs, one a line")
        private boolean standardInput;

        @Option(names = "--jobs", paramLabel = "FILE", description = "a file with a list of jobs, one a line")
        private Path list;

        @Option(
                names = "--skip-existing",
                description = "pass over jobs whose workunits are there already: to go on with a list")
        private boolean skipExisting;

        @Option(names = "--dry-run", description = "check everything, make nothing")
        private boolean dryRun;

        @Option(
                names = "--continue_on_error",
                description = "pass over jobs of which no workunit can be made, and make the others")
        private boolean continueOnError;

        @Option(
                names = "--config_dir",
                paramLabel = "DIR",
                description = "the project's directory: the same as --config DIR/muster.yaml")
        private Path configDirectory;

        @Option(names = "--verbose", description = "name every workunit that is made, not only the first ten")
        private boolean verbose;

        @Option(
                names = "-d",
                paramLabel = "N",
                description = "how much is said, 1 to 4; from 3 on the same as --verbose")
        private Integer level;

        private final List<String> notUnderstood = new ArrayList<>();

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (configDirectory != null) {
                project.directory(configDirectory);
            }
            if (level != null && (level < 1 || level > MOST)) {
                throw new UserErrorException("-d takes 1 to 4, not " + level);
            }
            MusterConfig config = project.read();
            long now = Instant.now().getEpochSecond();
            JobCreation.Mode mode = dryRun
                    ? JobCreation.Mode.CHECK_ONLY
                    : skipExisting ? JobCreation.Mode.SKIP_EXISTING : JobCreation.Mode.ALL_NEW;
            try (Database work = ProjectOption.work(config)) {
                List<JobCreation.Entry> entries = entries();
                JobCreation.Outcome outcome = new JobCreation(work, config.files())
                        .create(job.order(), entries, job.namePrefix(now, random()), mode, mistakes(), now);
                List<String> refused = new ArrayList<>(notUnderstood);
                refused.addAll(outcome.refused());
                report(outcome, refused);
                return refused.isEmpty() ? 0 : 1;
            }
        }

        private JobCreation.Mistakes mistakes() {
            return continueOnError ? JobCreation.Mistakes.PASS_OVER : JobCreation.Mistakes.REFUSE_ALL;
        }

        private List<JobCreation.Entry> entries() throws IOException {
            if (list == null && !standardInput) {
                return List.of(new JobCreation.Entry(job.single(), ""));
            }
            job.requireList();
            if (list != null) {
                try (BufferedReader lines = Files.newBufferedReader(list)) {
                    return lines(lines);
                }
            }
            return lines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }

        private List<JobCreation.Entry> lines(BufferedReader lines) throws IOException {
            List<JobCreation.Entry> entries = new ArrayList<>();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                    String where = "line " + number + ": ";
                    try {
                        entries.add(new JobCreation.Entry(JobLine.parse(line), where));
                    } catch (IllegalArgumentException mistake) {
                        if (!continueOnError) {
                            throw new UserErrorException(where + mistake.getMessage() + ". Nothing was created");
                        }
                        notUnderstood.add(where + mistake.getMessage());
                    }
                }
            }
            if (entries.isEmpty() && notUnderstood.isEmpty()) {
                throw new UserErrorException("the list of jobs is empty");
            }
            return entries;
        }

        private void report(JobCreation.Outcome outcome, List<String> refused) {
            refused.forEach(reason -> System.err.println("muster: " + reason));
            if (output.json()) {
                output.printJson(Map.of(
                        "created",
                        outcome.created(),
                        "skipped",
                        outcome.skipped(),
                        "refused",
                        refused,
                        "dryRun",
                        dryRun));
                return;
            }
            int named = verbose || level != null && level >= TALKATIVE ? Integer.MAX_VALUE : FEW;
            outcome.created().stream().limit(named).forEach(name -> System.out.println("workunit " + name));
            if (outcome.created().size() > named) {
                System.out.println("… and " + (outcome.created().size() - named) + " more");
            }
            System.out.println(outcome.created().size()
                    + (dryRun ? " would be created" : " created")
                    + (outcome.skipped().isEmpty()
                            ? ""
                            : ", " + outcome.skipped().size() + " were there already")
                    + (refused.isEmpty() ? "." : ", " + refused.size() + " passed over."));
        }

        private static String random() {
            return "%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24));
        }
    }
}
