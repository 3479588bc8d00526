package org.muster.control.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.FilesConfig;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;
import org.muster.control.UserErrorException;

/**
 * Makes workunits of jobs: checks all of them, then batch by batch stages their files, several at a time because each
 * waits for the disk, and inserts their rows in one transaction. Files come before rows, so a crash leaves at most files
 * without a row, never a workunit without its files.
 */
public final class JobCreation {
    private static final int BATCH = 500;
    private static final int FILES_AT_ONCE = 16;

    private final Database work;
    private final FilesConfig files;

    public JobCreation(Database work, FilesConfig files) {
        this.work = work;
        this.files = files;
    }

    /** A job with what a complaint about it begins with, for example {@code line 3: }. */
    public record Entry(JobRequest request, String where) {}

    /**
     * What became of a list.
     *
     * @param created names of the workunits that were made
     * @param skipped names that were there before
     * @param refused why other jobs were passed over; empty unless {@link Mistakes#PASS_OVER} was asked for
     */
    public record Outcome(List<String> created, List<String> skipped, List<String> refused) {}

    /** What to do with a job that is not good. */
    public enum Mistakes {
        /** Make nothing of the whole list. */
        REFUSE_ALL,
        /** Make the others. */
        PASS_OVER
    }

    /** How to go about it. */
    public enum Mode {
        /** A name that is there already is a mistake. */
        ALL_NEW,
        /** Jobs whose names are there already are passed over: for a list that was broken off. */
        SKIP_EXISTING,
        /** Everything is checked, nothing made. */
        CHECK_ONLY
    }

    /**
     * Makes the jobs of a list.
     *
     * @param prefix what the names of jobs begin with that are given none
     * @param now Unix seconds
     * @throws UserErrorException when a job is not good, unless those are passed over: then none was made
     */
    public Outcome create(JobOrder order, List<Entry> entries, String prefix, Mode mode, Mistakes mistakes, long now)
            throws IOException, InterruptedException {
        boolean passOver = mistakes == Mistakes.PASS_OVER;
        List<String> refused = new ArrayList<>();
        InputStaging staging = new InputStaging(files.downloads());
        long app = applicationId(order.app());
        JobPlan plan = new JobPlan(order, new Templates(files.templateDirectory()), staging, prefix);
        for (Entry entry : entries) {
            try {
                plan.add(entry.request(), entry.where());
            } catch (UserErrorException notGood) {
                if (!passOver) {
                    throw new UserErrorException(
                            notGood.getMessage() + (entry.where().isEmpty() ? "" : ". Nothing was created"));
                }
                refused.add(notGood.getMessage());
            }
        }
        Set<String> present = present(plan.jobs().stream().map(PlannedJob::name).toList());
        boolean known = !present.isEmpty() && mode != Mode.SKIP_EXISTING;
        if (known && passOver) {
            present.forEach(name -> refused.add("there is a workunit " + name + " already"));
        } else if (known) {
            throw new UserErrorException(
                    "there is a workunit " + present.iterator().next() + " already"
                            + (present.size() == 1 ? "" : ", and " + (present.size() - 1) + " more of the list")
                            + ". Nothing was created; --skip-existing passes over those that are there");
        }
        List<PlannedJob> wanted = plan.jobs().stream()
                .filter(job -> !present.contains(job.name()))
                .toList();
        List<PlannedJob> created =
                mode == Mode.CHECK_ONLY ? wanted : createAll(wanted, app, staging, passOver, refused, now);
        return new Outcome(
                created.stream().map(PlannedJob::name).toList(),
                mode == Mode.SKIP_EXISTING ? List.copyOf(present) : List.of(),
                List.copyOf(refused));
    }

    private List<PlannedJob> createAll(
            List<PlannedJob> jobs, long app, InputStaging staging, boolean passOver, List<String> refused, long now)
            throws InterruptedException {
        List<PlannedJob> created = new ArrayList<>();
        try (ExecutorService stagers = Executors.newFixedThreadPool(FILES_AT_ONCE)) {
            for (int from = 0; from < jobs.size(); from += BATCH) {
                List<PlannedJob> batch = jobs.subList(from, Math.min(jobs.size(), from + BATCH));
                List<Future<NewWorkunit>> staged = batch.stream()
                        .map(job -> stagers.submit(() -> job.workunit(app, staging)))
                        .toList();
                List<PlannedJob> good = new ArrayList<>();
                List<NewWorkunit> workunits = new ArrayList<>();
                for (int i = 0; i < batch.size(); i++) {
                    try {
                        workunits.add(staged.get(i).get());
                        good.add(batch.get(i));
                    } catch (ExecutionException failed) {
                        if (!passOver) {
                            throw failed;
                        }
                        refused.add("the job " + batch.get(i).name() + ": " + reason(failed));
                    }
                }
                work.write(handle -> insert(handle, good, workunits, now));
                created.addAll(good);
            }
        } catch (ExecutionException failed) {
            throw new UserErrorException(brokenOff(created.size(), reason(failed), jobs.size()));
        } catch (RuntimeException failed) {
            throw new UserErrorException(brokenOff(created.size(), failed.getMessage(), jobs.size()));
        }
        return created;
    }

    private static String reason(ExecutionException failed) {
        return failed.getCause() == null
                ? failed.getMessage()
                : failed.getCause().getMessage();
    }

    private static String brokenOff(int done, String reason, int all) {
        return reason + ". " + done + " of " + all + " workunits were created"
                + (done == 0 ? "" : "; the same list with --skip-existing creates the rest, if its jobs have names");
    }

    private static void insert(Handle handle, List<PlannedJob> jobs, List<NewWorkunit> workunits, long now) {
        WorkunitInserts.insert(handle, workunits, now);
        List<PlannedJob> meant =
                jobs.stream().filter(job -> job.target().isMeant()).toList();
        Map<String, Long> ids = ids(handle, meant.stream().map(PlannedJob::name).toList());
        ManyRows.insert(
                handle,
                "assignment",
                List.of("create_time", "target_id", "target_type", "multi", "workunitid"),
                meant.stream()
                        .map(job -> List.<Object>of(
                                now,
                                job.target().id(),
                                job.target().type(),
                                job.target().everyHost() ? 1 : 0,
                                ids.get(job.name())))
                        .toList());
    }

    private long applicationId(String app) {
        return work.read(handle -> handle.createQuery("select id from app where name = :name")
                .bind("name", app)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new UserErrorException(
                        "there is no application " + app + "; add it first:  bin/muster app add " + app)));
    }

    private Set<String> present(List<String> names) {
        Set<String> present = new HashSet<>();
        for (int from = 0; from < names.size(); from += BATCH) {
            List<String> some = names.subList(from, Math.min(names.size(), from + BATCH));
            present.addAll(work.read(handle -> ids(handle, some).keySet()));
        }
        return present;
    }

    private static Map<String, Long> ids(Handle handle, List<String> names) {
        Map<String, Long> ids = new HashMap<>();
        ManyRows.select(
                handle,
                "select name, id from workunit where name in {ids}",
                names,
                row -> ids.put(row.getString(1), row.getLong(2)));
        return ids;
    }
}
