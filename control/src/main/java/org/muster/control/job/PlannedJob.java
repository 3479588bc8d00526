package org.muster.control.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.muster.common.store.NewWorkunit;
import org.muster.common.work.InputTemplate;
import org.muster.common.work.JobFile;

/**
 * A job that was found good, before its files are staged.
 *
 * @param name the workunit's name
 * @param order what holds for all jobs
 * @param request what was asked for with this one
 * @param template its input template
 * @param settings its needs and replication
 */
record PlannedJob(String name, JobOrder order, JobRequest request, InputTemplate template, JobSettings settings) {

    Target target() {
        return request.target().isMeant() ? request.target() : order.target();
    }

    String outputTemplate() {
        return request.outputTemplate().isEmpty() ? order.outputTemplate() : request.outputTemplate();
    }

    /** The workunit; stages the files. */
    NewWorkunit workunit(long app, InputStaging staging) {
        Iterator<InputArgument> arguments = request.inputs().iterator();
        List<JobFile> files = new ArrayList<>();
        for (InputTemplate.Slot slot : template.slots()) {
            files.add(staging.file(slot, slot.source() == InputTemplate.Source.STAGED ? null : arguments.next()));
        }
        String commandLine = (order.commandLine() + " " + request.commandLine()).strip();
        return new NewWorkunit(
                app,
                name,
                template.document(files, commandLine, order.elements()),
                settings.needs(),
                settings.replication(),
                outputTemplate(),
                request.priority().orElse(order.priority()),
                new NewWorkunit.Marks(
                        settings.whole("batch"),
                        order.hrClass(),
                        settings.whole("size_class"),
                        order.versionNumber(),
                        target().transitionerFlags(),
                        order.keywords(),
                        settings.credit(),
                        settings.opaque()));
    }
}
