package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileDigest;
import org.muster.common.files.WholeFile;
import org.muster.common.model.ServerState;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;

/**
 * Makes a benchmark's work as the splitter makes a recording's: input files whole and durable in the download area first,
 * then the workunits, a batch in one transaction; and holds back while much is unsent. An order is a line
 * {@code PREFIX COUNT BYTES}, and how much may be unsent when it is not the usual.
 */
final class WorkSource implements Pass {
    /** The name among the daemons. */
    static final String NAME = "work-source";

    private static final int HIGH_WATER = 12_000;
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(2);
    private static final int WRITERS = 8;
    private static final int FILES_TOGETHER = 125;
    private static final int STAMP = 40;

    private final DaemonContext context;
    private final Database work;
    private final FileAreas downloads;
    private final int batch;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final ExecutorService writers = Executors.newFixedThreadPool(
            WRITERS, Thread.ofPlatform().name("work-files").daemon().factory());
    private Order inHand;
    private int made;

    private record Order(String prefix, int count, int bytes, int highWater) {
        static Order of(String line) {
            String[] words = line.split(" ");
            return new Order(
                    words[0],
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    words.length > 3 ? Integer.parseInt(words[3]) : HIGH_WATER);
        }
    }

    private WorkSource(DaemonContext context) {
        this.context = context;
        this.work = context.work();
        this.downloads = context.config().files().downloads();
        this.batch = context.config().backend().batchSize();
    }

    /** The daemon; it reads orders as they come. */
    static Daemon create(DaemonContext context, InputStream orders) {
        WorkSource source = new WorkSource(context);
        LoopDaemon daemon = new LoopDaemon(NAME, source, BETWEEN_COUNTS);
        Thread.ofPlatform().daemon().name("orders").start(() -> source.listen(orders, daemon));
        return daemon;
    }

    private void listen(InputStream lines, LoopDaemon daemon) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(lines, US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                orders.add(Order.of(line));
                daemon.wake();
            }
        } catch (IOException e) {
            throw new IllegalStateException("orders cannot be read", e);
        }
    }

    @Override
    public PassOutcome run() throws IOException, InterruptedException {
        if (inHand == null || made == inHand.count()) {
            inHand = orders.poll();
            made = 0;
        }
        if (inHand == null || work.estimate(this::waiting) >= inHand.highWater()) {
            return PassOutcome.IDLE;
        }
        int next = Math.min(inHand.count(), made + batch);
        List<NewWorkunit> workunits = stage(inHand, made, next);
        work.write(handle -> WorkunitInserts.insert(handle, workunits, context.now()));
        PassOutcome outcome = new PassOutcome(next - made, true);
        made = next;
        return outcome;
    }

    private long waiting(Handle handle) {
        return handle.createQuery("""
                        select (select count(*) from result where server_state in (:inactive, :unsent))
                          + (select count(*) from workunit left join result on result.workunitid = workunit.id
                             where workunit.transition_time <= :now and result.id is null)
                        """)
                .bind("inactive", ServerState.INACTIVE.code())
                .bind("unsent", ServerState.UNSENT.code())
                .bind("now", context.now())
                .mapTo(Long.class)
                .one();
    }

    private List<NewWorkunit> stage(Order order, int from, int to) throws IOException, InterruptedException {
        long app = work.read(handle -> handle.createQuery("select id from app order by id limit 1")
                .mapTo(Long.class)
                .one());
        byte[] content = new byte[order.bytes()];
        new Random(order.prefix().hashCode()).nextBytes(content);
        List<Future<List<NewWorkunit>>> staged = new ArrayList<>();
        for (int first = from; first < to; first += FILES_TOGETHER) {
            List<String> names = IntStream.range(first, Math.min(to, first + FILES_TOGETHER))
                    .mapToObj(number -> order.prefix() + "_" + number)
                    .toList();
            staged.add(writers.submit(() -> stage(app, names, content)));
        }
        List<NewWorkunit> workunits = new ArrayList<>();
        for (Future<List<NewWorkunit>> some : staged) {
            try {
                workunits.addAll(some.get());
            } catch (ExecutionException e) {
                throw new IOException("input files could not be written", e.getCause());
            }
        }
        return workunits;
    }

    private List<NewWorkunit> stage(long app, List<String> names, byte[] content) throws IOException {
        Map<String, WholeFile.Content> contents = new HashMap<>();
        names.forEach(name -> contents.put(name + ".in", out -> write(name, content, out)));
        Map<String, FileDigest> digests = downloads.stage(contents);
        return names.stream()
                .map(name -> BenchProject.workunit(app, name, digests.get(name + ".in")))
                .toList();
    }

    /** Every file begins with its name, so that one taken for another is found out. */
    private static void write(String name, byte[] content, OutputStream out) throws IOException {
        byte[] stamp = Arrays.copyOf(name.getBytes(US_ASCII), Math.min(STAMP, content.length));
        out.write(stamp);
        out.write(content, stamp.length, content.length - stamp.length);
    }
}
