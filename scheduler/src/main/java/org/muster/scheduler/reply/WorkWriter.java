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

    static void write(XmlWriter xml, List<SentTask> tasks) {
        Set<Long> written = new HashSet<>();
        for (SentTask task : tasks) {
            if (written.add(task.version().application().id())) {
                application(xml, task.version().application());
            }
        }
        written.clear();
        for (SentTask task : tasks) {
            if (written.add(task.version().version().id())) {
                version(xml, task.version());
            }
        }
        written.clear();
        for (SentTask task : tasks) {
            if (written.add(task.job().workunitId())) {
                workunit(xml, task.job(), task.version().application().name());
            }
        }
        tasks.forEach(task -> result(xml, task));
    }

    private static void application(XmlWriter xml, Application application) {
        xml.open("app");
        xml.element("name", application.name());
        xml.element("user_friendly_name", application.friendlyName());
        xml.element("non_cpu_intensive", application.nonCpuIntensive() ? 1 : 0);
        xml.element("fraction_done_exact", application.fractionDoneExact() ? 1 : 0);
        xml.close("app");
    }

    private static void version(XmlWriter xml, FittedVersion fitted) {
        ApplicationVersion version = fitted.version();
        Usage usage = fitted.usage();
        xml.raw(version.document().files());
        xml.open("app_version");
        xml.raw(version.document().body());
        xml.element("platform", version.platform());
        xml.element("avg_ncpus", usage.processors());
        xml.element("flops", usage.projectedFlops());
        xml.close("app_version");
    }

    private static void workunit(XmlWriter xml, Job job, String application) {
        xml.raw(job.input().files());
        xml.open("workunit");
        xml.element("rsc_fpops_est", job.needs().fpopsEstimate());
        xml.element("rsc_fpops_bound", job.needs().fpopsBound());
        xml.element("rsc_memory_bound", job.needs().memory());
        xml.element("rsc_disk_bound", job.needs().disk());
        xml.element("name", job.workunitName());
        xml.element("app_name", application);
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
        xml.element("plan_class", "");
        xml.close("result");
    }
}
