package org.muster.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.WorkunitError;
import org.muster.common.store.Database;
import org.muster.control.rows.WorkunitOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster workunit …}. */
@Command(name = "workunit", description = "Looks at workunits, cancels them, lets them go again.")
final class WorkunitCommand {
    private static final int CHUNK = 500;
    private static final int FEW = 10;

    @Command(
            name = "show",
            description = "Says how far a workunit is, and all its results.",
            footer = {"", "Example:  bin/muster workunit show upper_7 --json"})
    int show(
            @Parameters(paramLabel = "WORKUNIT", description = "its name or id") String given,
            @Mixin ProjectOption project,
            @Mixin OutputOption output) {
        try (Database work = ProjectOption.work(project.read())) {
            Map<String, Object> shown = work.read(handle -> {
                long id = required(handle, given);
                Map<String, Object> row = inWords(WorkunitOperations.workunit(handle, id));
                row.put("results", ResultCommand.inWords(WorkunitOperations.results(handle, id)));
                row.put("set_aside", WorkunitOperations.blocked(handle, id));
                return row;
            });
            if (output.json()) {
                output.printJson(shown);
                return 0;
            }
            List<Map<String, Object>> results = rows(shown.remove("results"));
            List<Map<String, Object>> aside = rows(shown.remove("set_aside"));
            output.row(shown);
            System.out.println();
            output.rows(results);
            if (!aside.isEmpty()) {
                System.out.println("\nSet aside; bin/muster workunit retry " + given + " lets it go again:");
                output.rows(aside);
            }
        }
        return 0;
    }

    @Command(
            name = "cancel",
            description = "Cancels workunits that are not finished; clients that compute them are told.",
            footer = {
                "",
                "Examples:",
                "  bin/muster workunit cancel upper_7 upper_8 --yes",
                "  bin/muster workunit cancel --batch 12"
            })
    int cancel(
            @Parameters(paramLabel = "WORKUNIT", arity = "0..*", description = "names or ids") List<String> given,
            @Option(names = "--batch", defaultValue = "0", paramLabel = "N", description = "all of a batch") long batch,
            @Option(names = "--app", defaultValue = "", paramLabel = "NAME", description = "all of an application")
                    String app,
            @Mixin Confirmation confirmation,
            @Mixin ProjectOption project) {
        List<String> names = given == null ? List.of() : given;
        if (names.isEmpty() && batch == 0 && app.isEmpty()) {
            throw new UserErrorException("name workunits, or all of one kind: --batch N or --app NAME");
        }
        try (Database work = ProjectOption.work(project.read())) {
            List<Long> ids = work.read(handle -> {
                List<Long> all = new ArrayList<>(
                        names.stream().map(name -> required(handle, name)).toList());
                if (batch != 0 || !app.isEmpty()) {
                    all.addAll(WorkunitOperations.unfinished(handle, app, batch));
                }
                return all;
            });
            confirmation.require("Cancels " + ids.size() + " workunits"
                    + (names.isEmpty()
                            ? ""
                            : ": " + names.stream().limit(FEW).collect(Collectors.joining(", "))
                                    + (names.size() > FEW ? " …" : ""))
                    + ". Work on them is lost and gives no credit; what is finished stays.");
            int cancelled = 0;
            for (int from = 0; from < ids.size(); from += CHUNK) {
                List<Long> some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
                cancelled += work.transact(handle ->
                        WorkunitOperations.cancel(handle, some, Instant.now().getEpochSecond()));
            }
            System.out.println(
                    cancelled + " cancelled, " + (ids.size() - cancelled) + " were finished or given up already.");
        }
        return 0;
    }

    @Command(
            name = "retry",
            description = "Lets workunits go again that a daemon has set aside, or that were given up.",
            footer = {
                "",
                "One that was given up, after too many errors for example, gets as many results more as it was allowed at",
                "first, as long as its failure has not been assimilated.",
                "Example:  bin/muster workunit retry upper_7"
            })
    int retry(
            @Parameters(paramLabel = "WORKUNIT", arity = "1..*", description = "names or ids") List<String> given,
            @Mixin ProjectOption project) {
        boolean all = true;
        try (Database work = ProjectOption.work(project.read())) {
            for (String name : given) {
                WorkunitOperations.Retried retried = work.transact(handle -> WorkunitOperations.retry(
                        handle, required(handle, name), Instant.now().getEpochSecond()));
                System.out.println(name
                        + switch (retried) {
                            case RELEASED -> " goes on.";
                            case REVIVED -> " gets new results.";
                            case TOO_LATE ->
                                " failed and that has been assimilated: make it anew with  bin/muster work create";
                            case NOTHING_TO_DO -> " is neither set aside nor given up.";
                        });
                all &= retried != WorkunitOperations.Retried.TOO_LATE;
            }
        }
        return all ? 0 : 1;
    }

    private static long required(Handle handle, String given) {
        return WorkunitOperations.id(handle, given)
                .orElseThrow(() -> new UserErrorException(
                        "there is no workunit " + given + "; finished ones are purged into the archives"));
    }

    private static Map<String, Object> inWords(Map<String, Object> row) {
        Map<String, Object> words = new LinkedHashMap<>(row);
        words.put(
                "error_mask",
                WorkunitError.in(((Number) row.get("error_mask")).intValue()).toString());
        words.put(
                "assimilate_state",
                AssimilateState.of(((Number) row.get("assimilate_state")).intValue())
                        .name());
        words.put(
                "file_delete_state",
                FileDeleteState.of(((Number) row.get("file_delete_state")).intValue())
                        .name());
        return words;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
