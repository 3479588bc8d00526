package org.muster.scheduler;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.muster.common.config.AdmissionConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.HandlerDaemon;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;
import org.muster.common.work.CertificateSigner;
import org.muster.common.work.OutputTemplates;
import org.muster.scheduler.admission.Admission;
import org.muster.scheduler.admission.Combiner;
import org.muster.scheduler.admission.ServiceRate;
import org.muster.scheduler.http.BodyReader;
import org.muster.scheduler.http.BodyRoom;
import org.muster.scheduler.planclass.PlanClassFile;
import org.muster.scheduler.refusal.RefusalDelays;
import org.muster.scheduler.reply.CodeSignKeys;
import org.muster.scheduler.reply.ProjectTextFiles;
import org.muster.scheduler.reply.ReplyWriter;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.targeted.AssignedWork;
import org.muster.scheduler.turn.SchedulerTransaction;
import org.muster.scheduler.work.DocumentDelivery;
import org.muster.scheduler.work.FeederPass;
import org.muster.scheduler.work.FileAddresses;
import org.muster.scheduler.work.JobCache;
import org.muster.scheduler.work.Stock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduler as a daemon: a handler at the scheduler URL's path, and the feeder loop that keeps its cache filled. */
public final class Main {

    /** The name on the command line and on the status page. */
    public static final String NAME = "scheduler";

    private static final Logger log = LoggerFactory.getLogger(Main.class);
    private static final String STOP_FILE = "stop_sched";
    /** Connections of the pool that requests never use, so that the feeder and heartbeats get theirs. */
    private static final int KEPT_FOR_OTHERS = 2;
    /** One batch decides while the other one waits for the database. More would only be smaller. */
    private static final int MOST_BATCHES = 2;

    private static final int MOST_REQUESTS = 256;
    /** Requests and the tasks that they name. */
    private static final int MOST_TASKS = 4000;

    private static final Duration BETWEEN_FILLS = Duration.ofSeconds(1);

    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }

    /** Creates the daemon and puts its handler on the scheduler's port. */
    public static Daemon create(DaemonContext context) {
        MusterConfig config = context.config();
        Stock stock = stock(config);
        FeederPass feeder = new FeederPass(context.work(), context.clock(), context.shard(), stock, assigned(config));
        LoopDaemon loop = new LoopDaemon(NAME + "-feeder", feeder, BETWEEN_FILLS);
        stock.cache().whenLow(loop::wake);
        LongAdder handled = new LongAdder();
        context.http()
                .add(
                        config.http().schedulerPort(),
                        config.project().schedulerUrl().getPath(),
                        new SchedulerHandler(desk(context, stock), bodies(config), handled));
        return new HandlerDaemon(NAME, handled, loop);
    }

    /** Needs the private upload key: results are made here of work that is meant for somebody. */
    static Optional<AssignedWork> assigned(MusterConfig config) {
        KeyDirectory keys = new KeyDirectory(config.keys().directory());
        if (!Files.exists(keys.uploadPrivate())) {
            log.info("No {}: work that is meant for somebody is not given out here", keys.uploadPrivate());
            return Optional.empty();
        }
        RSAPrivateKey key = keys.readUploadPrivate();
        CertificateSigner signer = (fileName, maxBytes) -> new UploadCertificate(fileName, maxBytes).sign(key);
        return Optional.of(
                new AssignedWork(new OutputTemplates(config.files().templateDirectory()), signer, new SecureRandom()));
    }

    static Stock stock(MusterConfig config) {
        return stock(config, RandomGenerator.getDefault());
    }

    static Stock stock(MusterConfig config, RandomGenerator random) {
        DocumentDelivery delivery = new DocumentDelivery(new FileAddresses(config.project(), config.files()));
        PlanClassFile planClasses =
                new PlanClassFile(config.project().directory().resolve(PlanClassFile.NAME));
        return new Stock(new JobCache(config.scheduler().cacheSize(), random), delivery, planClasses::current);
    }

    static BodyReader bodies(MusterConfig config) {
        AdmissionConfig admission = config.scheduler().admission();
        long room = Math.max(
                2L * admission.largestRequestBytes(), Runtime.getRuntime().maxMemory() / 4);
        return new BodyReader(
                admission.largestRequestBytes(),
                admission.slowestBytesPerSecond(),
                admission.patienceSeconds(),
                new BodyRoom(room));
    }

    static SchedulerDesk desk(DaemonContext context, Stock stock) {
        MusterConfig config = context.config();
        SchedulerConfig scheduler = config.scheduler();
        Path directory = config.project().directory();
        ProjectTextFiles texts = new ProjectTextFiles(directory, System::nanoTime);
        return new SchedulerDesk(
                exchange(context, stock, texts),
                new ReplyWriter(config.project(), scheduler.exchange(), texts),
                door(config),
                new Surroundings(context.clock(), directory.resolve(STOP_FILE), RefusalDelays.of(scheduler), RANDOM),
                new DeskMetrics(context.metrics()));
    }

    static SchedulerExchange exchange(DaemonContext context, Stock stock, ProjectTextFiles texts) {
        MusterConfig config = context.config();
        SchedulerConfig scheduler = config.scheduler();
        CodeSignKeys keys = CodeSignKeys.read(new KeyDirectory(config.keys().directory()));
        Rules rules = Rules.of(scheduler.oneResultPerUser(), scheduler.oneResultPerHost());
        SchedulerTransaction transaction = new SchedulerTransaction(stock, rules, scheduler, keys);
        return new SchedulerExchange(context.work(), stock, transaction, texts, context.clock());
    }

    private static SchedulerDesk.Door door(MusterConfig config) {
        AdmissionConfig admission = config.scheduler().admission();
        int batches = Math.clamp(config.database().maxConnections() - KEPT_FOR_OTHERS, 1, MOST_BATCHES);
        return new SchedulerDesk.Door(
                new Admission(
                        admission.maximumWaitSeconds(),
                        admission.longestDelaySeconds(),
                        new ServiceRate(batches),
                        () -> System.nanoTime() / 1e9,
                        RANDOM),
                new Combiner.Bounds(batches, MOST_REQUESTS, MOST_TASKS));
    }
}
