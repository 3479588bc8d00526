package org.muster.scheduler.reply;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.muster.common.protocol.XmlWriter;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.version.FittedVersion;
import org.muster.scheduler.work.Application;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Job;
import org.muster.scheduler.work.SentTask;

/**
 * Writes tasks: each application, version and workunit once, then the results. What depends on the computer or on the
 * row is put into the stored documents here.
 */
final class WorkWriter {

    private WorkWriter() {}

    /** @param clientVersion the client's release, 0 when it is not known */
    static void write(XmlWriter xml, List<SentTask> tasks, int clientVersion) {
        Set<Long> written = new HashSet<>();
        for (SentTask task : tasks) {
            if (ours(task) && written.add(task.version().application().id())) {
                application(xml, task.version().application());
            }
        }
        written.clear();
        for (SentTask task : tasks) {
            if (ours(task) && written.add(task.version().version().id())) {
                version(xml, task.version(), clientVersion);
            }
        }
        written.clear();
        for (SentTask task : tasks) {
            if (written.add(task.job().workunitId())) {
                workunit(xml, task.job(), task.version());
            }
        }
        tasks.forEach(task -> result(xml, task));
    }

    /** A client that runs the volunteer's own programs has described them itself. */
    private static boolean ours(SentTask task) {
        return !task.version().version().anonymous();
    }

    private static void application(XmlWriter xml, Application application) {
        xml.open("app");
        xml.element("name", application.name());
        xml.element("user_friendly_name", application.friendlyName());
        xml.element("non_cpu_intensive", application.nonCpuIntensive() ? 1 : 0);
        xml.element("fraction_done_exact", application.fractionDoneExact() ? 1 : 0);
        xml.close("app");
    }

    private static void version(XmlWriter xml, FittedVersion fitted, int clientVersion) {
        ApplicationVersion version = fitted.version();
        Usage usage = fitted.usage();
        xml.raw(version.document().files());
        xml.open("app_version");
        xml.raw(version.document().body());
        xml.element("platform", version.platform());
        if (!version.planClass().isEmpty()) {
            xml.element("plan_class", version.planClass());
        }
        xml.element("avg_ncpus", usage.processors());
        xml.element("flops", usage.projectedFlops());
        if (!usage.commandLine().isEmpty()) {
            xml.element("cmdline", usage.commandLine());
        }
        if (usage.type().isCoprocessor()) {
            xml.open("coproc");
            xml.element("type", usage.type().boincName(clientVersion));
            xml.element("count", usage.coprocessors());
            xml.close("coproc");
        }
        if (usage.coprocessorMemory() > 0) {
            xml.element("gpu_ram", usage.coprocessorMemory());
        }
        xml.close("app_version");
    }

    private static void workunit(XmlWriter xml, Job job, FittedVersion fitted) {
        double memory = fitted.usage().memory();
        xml.raw(job.input().files());
        xml.open("workunit");
        xml.element("rsc_fpops_est", job.needs().fpopsEstimate() * fitted.estimateScale());
        xml.element("rsc_fpops_bound", job.needs().fpopsBound() * fitted.estimateScale());
        xml.element("rsc_memory_bound", memory > 0 ? memory : job.needs().memory());
        xml.element("rsc_disk_bound", job.needs().disk());
        xml.element("name", job.workunitName());
        xml.element("app_name", fitted.application().name());
        xml.raw(job.input().body());
        xml.close("workunit");
    }

    private static void result(XmlWriter xml, SentTask task) {
        ApplicationVersion version = task.version().version();
        xml.raw(task.job().output().files());
        xml.open("result");
        xml.element("report_deadline", task.deadline());
        xml.element("wu_name", task.job().workunitName());
        xml.element("name", task.job().resultName());
        xml.raw(task.job().output().body());
        xml.element("platform", version.platform());
        xml.element("version_num", version.number());
        xml.element("plan_class", version.planClass());
        xml.close("result");
    }
}
