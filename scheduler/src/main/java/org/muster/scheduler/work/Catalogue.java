package org.muster.scheduler.work;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.scheduler.request.ClientFacts;

/** The applications that are in use, their versions, and the platforms the project knows. Immutable. */
public final class Catalogue {

    /** What is known before the database was first read. */
    public static final Catalogue EMPTY = new Catalogue(Set.of(), List.of());

    private final Set<String> platforms;
    private final Map<Long, ApplicationVersion> byId;
    private final Map<Long, List<ApplicationVersion>> byApplication;

    /**
     * @param platforms names of the platforms in use
     * @param versions versions in use, of applications in use
     */
    public Catalogue(Set<String> platforms, List<ApplicationVersion> versions) {
        this.platforms = Set.copyOf(platforms);
        this.byId =
                versions.stream().collect(Collectors.toUnmodifiableMap(ApplicationVersion::id, Function.identity()));
        this.byApplication = versions.stream()
                .sorted(Comparator.comparingInt(ApplicationVersion::number).reversed())
                .collect(Collectors.groupingBy(version -> version.application().id()));
    }

    /** Whether the project knows one of the client's platforms. */
    public boolean knows(ClientFacts client) {
        return client.platforms().stream().anyMatch(platforms::contains);
    }

    /** A version in use, by its id. */
    public Optional<ApplicationVersion> version(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The version to send: on the client's most preferred platform that has one, the newest.
     *
     * @param applicationId the application
     * @param client who is to run it
     * @param pin which version the workunit insists on
     */
    public Optional<ApplicationVersion> best(long applicationId, ClientFacts client, VersionPin pin) {
        List<ApplicationVersion> versions = byApplication.getOrDefault(applicationId, List.of());
        return client.platforms().stream()
                .flatMap(platform -> versions.stream()
                        .filter(version -> version.platform().equals(platform))
                        .filter(version -> version.runsUnder(client.version()))
                        .filter(pin::allows)
                        .limit(1))
                .findFirst();
    }
}
