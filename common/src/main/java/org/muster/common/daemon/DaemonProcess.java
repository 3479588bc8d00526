package org.muster.common.daemon;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.common.store.WorkSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one or several daemons in this process: opens the databases, creates the daemons, listens, starts
 * them, keeps their heartbeats, and stops all of it in the opposite order.
 */
public final class DaemonProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DaemonProcess.class);
    private static final long LONG_DEAD_SECONDS = 86_400;
    private static final int PROCESS_CONNECTIONS = 2;

    /** The pool of the process itself, so that no daemon can keep the heartbeats from being written. */
    private final Database work;

    private final Map<Daemon, Database> pools = new LinkedHashMap<>();
    private final LazyDatabase science;
    private final JettyListeners listeners;
    private final List<Daemon> daemons = new ArrayList<>();
    private final Heartbeats heartbeats;
    private final LoopDaemon heart;
    private final Management management;

    /** Creates the daemons without starting them. */
    public DaemonProcess(MusterConfig config, List<DaemonFactory> factories, Shard shard) {
        InstantSource clock = InstantSource.system();
        this.work = Database.open(config.database().withMaxConnections(PROCESS_CONNECTIONS), "process");
        this.science = new LazyDatabase(config);
        this.listeners = new JettyListeners(
                        config.http().host(), RequestCapture.of(config.http().management()))
                .withTls(config.http());
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        factories.forEach(factory -> create(factory, config, clock, metrics, shard));
        daemons.addAll(pools.keySet());
        int period = config.backend().heartbeatSeconds();
        ProcessIdentity identity = ProcessIdentity.ofThisProcess(clock.instant().getEpochSecond(), shard);
        this.heartbeats = new Heartbeats(work, clock, identity, daemons, new PublishedCounters(metrics), period);
        LogLevels levels =
                new LogLevels(work, clock, daemons.stream().map(Daemon::name).toList());
        Pass beat = () -> {
            PassOutcome outcome = heartbeats.run();
            levels.apply();
            return outcome;
        };
        this.heart = new LoopDaemon("heartbeats", beat, Duration.ofSeconds(period));
        measure(metrics);
        this.management = new Management(config.http().management(), metrics, daemons, heart);
    }

    /** Each daemon has connections of its own: a storm at one cannot take those that the others need. */
    private void create(
            DaemonFactory factory, MusterConfig config, InstantSource clock, MeterRegistry metrics, Shard shard) {
        Database pool = Database.open(config.database(), "work");
        Daemon daemon = factory.create(new DaemonContext(config, pool, science, clock, listeners, metrics, shard));
        pools.put(daemon, pool);
    }

    private void measure(MeterRegistry metrics) {
        ProcessMetrics.bind(metrics);
        work.measure(metrics, Tags.of("daemon", "process"));
        pools.forEach((daemon, pool) -> {
            pool.measure(metrics, Tags.of("daemon", daemon.name()));
            daemon.measure(metrics);
        });
        heart.measure(metrics);
    }

    /**
     * Brings the schema up to date, listens and starts everything. Waits for the database when it is away.
     *
     * @throws org.muster.common.config.ConfigException when a port cannot be taken
     */
    public void start() throws InterruptedException {
        management.start();
        new Patience("the work database", Duration.ofSeconds(2)).until(() -> {
            WorkSchema.migrate(work);
            heartbeats.forgetTheLongDead(LONG_DEAD_SECONDS);
        });
        listeners.start();
        daemons.forEach(daemon -> {
            daemon.start();
            log.info("{} started", daemon.name());
        });
        heart.start();
    }

    /**
     * Stops everything in order; says STOPPED in the heartbeats. A database that is away by then is not waited for: what
     * was not committed is done again after the next start.
     */
    @Override
    public void close() {
        work.hurry();
        pools.values().forEach(Database::hurry);
        science.hurry();
        listeners.close();
        daemons.reversed().forEach(Daemon::stop);
        heart.stop();
        try {
            heartbeats.run();
        } catch (RuntimeException e) {
            log.warn("the last heartbeat could not be written: {}", e.getMessage());
        }
        management.close();
        science.close();
        pools.values().forEach(Database::close);
        work.close();
        log.info("stopped");
    }

    /** The science database, opened when a daemon first asks for it: most never do. */
    private static final class LazyDatabase implements Supplier<Database>, AutoCloseable {
        private final MusterConfig config;
        private Database opened;
        private boolean hurried;

        LazyDatabase(MusterConfig config) {
            this.config = config;
        }

        @Override
        public synchronized Database get() {
            if (config.scienceDatabase() == null) {
                throw new IllegalStateException(
                        "this daemon needs scienceDatabase in the configuration: a schema of its own beside the work database");
            }
            if (opened == null) {
                opened = Database.open(config.scienceDatabase(), "science");
                if (hurried) {
                    opened.hurry();
                }
            }
            return opened;
        }

        synchronized void hurry() {
            hurried = true;
            if (opened != null) {
                opened.hurry();
            }
        }

        @Override
        public synchronized void close() {
            if (opened != null) {
                opened.close();
            }
        }
    }
}
