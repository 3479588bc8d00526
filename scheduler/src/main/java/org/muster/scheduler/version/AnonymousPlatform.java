package org.muster.scheduler.version;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.scheduler.planclass.HostView;
import org.muster.scheduler.request.ClientVersion;
import org.muster.scheduler.request.Holdings;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.work.Application;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Catalogue;
import org.muster.scheduler.work.Deliverable;

/**
 * A volunteer's own programs: the only ones that their client runs.
 *
 * @param programs those of applications that the project has
 * @param unknownApplications names of applications that the project does not have
 */
public record AnonymousPlatform(List<Program> programs, Set<String> unknownApplications) {

    /** No client with its own programs. */
    public static final AnonymousPlatform NONE = new AnonymousPlatform(List.of(), Set.of());

    private static final Deliverable NO_DOCUMENT = new Deliverable("", "");

    public AnonymousPlatform {
        programs = List.copyOf(programs);
        unknownApplications = Set.copyOf(unknownApplications);
    }

    /**
     * One program.
     *
     * @param version it, with the id that stands for volunteers' own programs of its type of processor
     * @param usage what it takes, by its description
     */
    public record Program(ApplicationVersion version, Usage usage) {}

    /** What a client brings with it; nothing when it runs ours. */
    public static AnonymousPlatform of(HostView host, Holdings holdings, Catalogue catalogue) {
        if (!host.client().anonymous()) {
            return NONE;
        }
        List<Program> programs = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (ClientVersion version : holdings.versions()) {
            Optional<Application> application = catalogue.application(version.applicationName());
            application.ifPresent(known -> programs.add(program(version, known, host)));
            if (application.isEmpty() && !version.applicationName().isEmpty()) {
                unknown.add(version.applicationName());
            }
        }
        return new AnonymousPlatform(programs, unknown);
    }

    /** Applications that the project does not have, when there are no others; then the client cannot get work. */
    public List<String> nothingButUnknown() {
        return programs.isEmpty() ? unknownApplications.stream().sorted().toList() : List.of();
    }

    private static Program program(ClientVersion version, Application application, HostView host) {
        Usage said = version.usage();
        double processorFlops = host.ability().flops();
        double peak = said.processors() * processorFlops
                + host.equipment()
                        .coprocessor(said.type())
                        .map(Coprocessor::peakFlops)
                        .map(flops -> flops * said.coprocessors())
                        .orElse(0.0);
        double projected = said.projectedFlops() > 0 ? said.projectedFlops() : processorFlops;
        Usage usage = new Usage(
                said.type(), said.processors(), said.coprocessors(), said.coprocessorMemory(), peak, projected, "");
        ApplicationVersion own = new ApplicationVersion(
                said.type().anonymousVersionId(),
                application,
                version.number(),
                version.platform(),
                0,
                0,
                NO_DOCUMENT,
                new ApplicationVersion.Variant(
                        version.planClass(), false, false, ApplicationVersion.Variant.PLAIN.peakFlops()));
        return new Program(own, usage);
    }
}
