package org.muster.scheduler.work;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.muster.common.store.Database;
import org.muster.scheduler.planclass.PlanClassFile;
import org.muster.scheduler.planclass.PlanClasses;
import org.muster.scheduler.rules.ApplicationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the project has to give: the job cache, the catalogue, and how tasks are read. Thread-safe. */
public final class Stock {

    private static final Logger log = LoggerFactory.getLogger(Stock.class);

    private final JobCache cache;
    private final DocumentDelivery delivery;
    private final JobRows jobs;
    private final Supplier<PlanClasses> planClasses;
    private volatile Catalogue catalogue = Catalogue.EMPTY;
    private volatile Map<Long, ApplicationPolicy> policies = Map.of();
    private volatile Set<String> unknownPlanClasses = Set.of();

    /**
     * @param cache tasks held ready, to be filled by a {@link FeederPass}
     * @param delivery makes documents ready to be sent
     * @param planClasses the project's plan classes, asked whenever the catalogue is read
     */
    public Stock(JobCache cache, DocumentDelivery delivery, Supplier<PlanClasses> planClasses) {
        this.cache = cache;
        this.delivery = delivery;
        this.planClasses = planClasses;
        this.jobs = new JobRows(delivery);
    }

    /** A stock with the predefined plan classes. */
    public Stock(JobCache cache, DocumentDelivery delivery) {
        this(cache, delivery, () -> PlanClasses.PREDEFINED);
    }

    /** Tasks held ready. */
    public JobCache cache() {
        return cache;
    }

    /** Applications and versions as last read. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** How the work of the applications in use is spread, by application, as last read. */
    public Map<Long, ApplicationPolicy> policies() {
        return policies;
    }

    /** Whether the catalogue was read yet; without it nothing can be said of anybody's work. */
    public boolean ready() {
        return catalogue != Catalogue.EMPTY;
    }

    JobRows jobs() {
        return jobs;
    }

    /** Reads the catalogue again. */
    public void refreshCatalogue(Database database) {
        policies = database.read(ApplicationPolicyRows::read);
        Catalogue read = database.read(handle -> CatalogueRows.read(handle, delivery, planClasses.get()));
        catalogue = read;
        Set<String> unknown = read.unknownPlanClasses();
        if (!unknown.isEmpty() && !unknown.equals(unknownPlanClasses)) {
            log.error(
                    "Versions with these plan classes are not sent, because {} does not have them: {}",
                    PlanClassFile.NAME,
                    String.join(", ", unknown));
        }
        unknownPlanClasses = unknown;
    }
}
