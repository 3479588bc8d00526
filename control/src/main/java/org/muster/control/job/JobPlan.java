package org.muster.control.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.common.files.FileNames;
import org.muster.common.work.InputTemplate;
import org.muster.control.UserErrorException;

/**
 * Checks a whole list of jobs before anything is made of it, so that a mistake in the last line leaves nothing half done.
 * A job that is refused leaves no trace. Used by one thread.
 */
final class JobPlan {
    private static final int LONGEST_NAME = 180;

    private final JobOrder order;
    private final Templates templates;
    private final InputStaging staging;
    private final String prefix;
    private final List<PlannedJob> jobs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    /** Files that are deleted with the one workunit that has them, by name, with that workunit. */
    private final Map<String, String> unshared = new HashMap<>();

    /** @param prefix what the names of jobs begin with that are given none */
    JobPlan(JobOrder order, Templates templates, InputStaging staging, String prefix) {
        this.order = order;
        this.templates = templates;
        this.staging = staging;
        this.prefix = prefix;
    }

    /**
     * Adds a job.
     *
     * @param where what a complaint begins with, for example {@code line 3: }
     * @throws UserErrorException when no workunit can be made of it
     */
    void add(JobRequest request, String where) throws IOException {
        try {
            jobs.add(planned(request));
        } catch (UserErrorException | IllegalArgumentException e) {
            throw new UserErrorException(where + e.getMessage());
        }
    }

    List<PlannedJob> jobs() {
        return List.copyOf(jobs);
    }

    private PlannedJob planned(JobRequest request) throws IOException {
        String name = request.name().isEmpty() ? prefix + "_" + jobs.size() : request.name();
        FileNames.requireLegal(name);
        if (name.getBytes(UTF_8).length > LONGEST_NAME) {
            throw new UserErrorException("the name of a workunit has " + LONGEST_NAME + " characters at most: " + name);
        }
        if (names.contains(name)) {
            throw new UserErrorException("two jobs of the list have the name " + name);
        }
        String inputTemplate = request.inputTemplate().isEmpty() ? order.inputTemplate() : request.inputTemplate();
        InputTemplate template = templates.input(inputTemplate);
        if (request.inputs().size() != template.given()) {
            throw new UserErrorException("the job has " + request.inputs().size() + " input files, the template "
                    + inputTemplate + " wants " + template.given());
        }
        Set<String> files = checkedFiles(request, template, name);
        JobSettings settings = new JobSettings(template.settings(), order.settings());
        settings.needs();
        settings.replication();
        settings.credit();
        settings.opaque();
        PlannedJob job = new PlannedJob(name, order, request, template, settings);
        templates.requireOutput(job.outputTemplate());
        names.add(name);
        files.forEach(file -> unshared.put(file, name));
        return job;
    }

    /** Checks them; returns those that are deleted with the workunit. */
    private Set<String> checkedFiles(JobRequest request, InputTemplate template, String name) throws IOException {
        Set<String> own = new HashSet<>();
        Iterator<InputArgument> arguments = request.inputs().iterator();
        for (InputTemplate.Slot slot : template.slots()) {
            InputArgument argument = slot.source() == InputTemplate.Source.STAGED ? null : arguments.next();
            staging.check(slot, argument);
            String file = InputStaging.name(slot, argument);
            if (slot.shared() || argument instanceof InputArgument.Remote) {
                continue;
            }
            String other = own.add(file) ? unshared.get(file) : name;
            if (other != null) {
                throw new UserErrorException("the input file " + file + " is that of " + other + " too, and would be"
                        + " deleted with the first of them: write <no_delete/> into its <file_info> in the template");
            }
        }
        return own;
    }
}
