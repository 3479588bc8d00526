package org.muster.scheduler.work;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.scheduler.planclass.PlanClasses;
import org.muster.scheduler.request.ClientFacts;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.resource.ProcessorType;

/** The applications in use, their versions and plan classes, and the platforms the project knows. Immutable. */
public final class Catalogue {

    /** What is known before the database was first read. */
    public static final Catalogue EMPTY = new Catalogue(Set.of(), List.of());

    private final Set<String> platforms;
    private final Map<String, Application> applications;
    private final Map<Long, ApplicationVersion> byId;
    private final Map<Long, List<ApplicationVersion>> byApplication;
    private final PlanClasses planClasses;

    /**
     * @param platforms names of the platforms in use
     * @param applications applications in use
     * @param versions versions in use, of applications in use
     * @param planClasses the project's plan classes
     */
    public Catalogue(
            Set<String> platforms,
            List<Application> applications,
            List<ApplicationVersion> versions,
            PlanClasses planClasses) {
        this.platforms = Set.copyOf(platforms);
        this.applications =
                applications.stream().collect(Collectors.toUnmodifiableMap(Application::name, Function.identity()));
        this.byId =
                versions.stream().collect(Collectors.toUnmodifiableMap(ApplicationVersion::id, Function.identity()));
        this.byApplication = versions.stream()
                .sorted(Comparator.comparingInt(ApplicationVersion::number)
                        .reversed()
                        .thenComparing(ApplicationVersion::id))
                .collect(Collectors.groupingBy(version -> version.application().id()));
        this.planClasses = planClasses;
    }

    /** A catalogue with the applications of its versions and the predefined plan classes. */
    public Catalogue(Set<String> platforms, List<ApplicationVersion> versions) {
        this(
                platforms,
                versions.stream()
                        .map(ApplicationVersion::application)
                        .distinct()
                        .toList(),
                versions,
                PlanClasses.PREDEFINED);
    }

    /** Whether the project knows one of the client's platforms; a client with its own programs needs none. */
    public boolean knows(ClientFacts client) {
        return client.anonymous() || client.platforms().stream().anyMatch(platforms::contains);
    }

    /** An application in use, by its short name. */
    public Optional<Application> application(String name) {
        return Optional.ofNullable(applications.get(name));
    }

    /** A version in use, by its id. */
    public Optional<ApplicationVersion> version(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The versions of an application, for all platforms, the newest first. */
    public List<ApplicationVersion> versions(long applicationId) {
        return byApplication.getOrDefault(applicationId, List.of());
    }

    /** The plan classes. */
    public PlanClasses planClasses() {
        return planClasses;
    }

    /** Names of plan classes that versions have and the project has not: these versions are not sent. */
    public Set<String> unknownPlanClasses() {
        return byId.values().stream()
                .map(ApplicationVersion::planClass)
                .filter(name -> !name.isEmpty() && planClasses.named(name).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Types of processors that the computer has and for which no application has a version, so that its client need not
     * ask for them. None when there is no version for any of its types, because then it would never ask again, and none
     * for a client with its own programs.
     */
    public List<ProcessorType> lacking(ClientFacts client, Equipment equipment) {
        Set<ProcessorType> had = EnumSet.of(ProcessorType.CPU);
        equipment.coprocessors().forEach(one -> had.add(one.type()));
        Set<ProcessorType> lacking = EnumSet.copyOf(had);
        byId.values().stream()
                .map(version -> planClasses.type(version.planClass()))
                .forEach(lacking::remove);
        return client.anonymous() || lacking.equals(had) ? List.of() : List.copyOf(lacking);
    }
}
