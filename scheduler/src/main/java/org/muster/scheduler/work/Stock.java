package org.muster.scheduler.work;

import java.util.Map;
import org.muster.common.store.Database;
import org.muster.scheduler.rules.ApplicationPolicy;

/** What the project has to give: the job cache, the catalogue, and how tasks are read. Thread-safe. */
public final class Stock {

    private final JobCache cache;
    private final DocumentDelivery delivery;
    private final JobRows jobs;
    private volatile Catalogue catalogue = Catalogue.EMPTY;
    private volatile Map<Long, ApplicationPolicy> policies = Map.of();

    /**
     * @param cache tasks held ready, to be filled by a {@link FeederPass}
     * @param delivery makes documents ready to be sent
     */
    public Stock(JobCache cache, DocumentDelivery delivery) {
        this.cache = cache;
        this.delivery = delivery;
        this.jobs = new JobRows(delivery);
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
        catalogue = database.read(handle -> CatalogueRows.read(handle, delivery));
    }
}
