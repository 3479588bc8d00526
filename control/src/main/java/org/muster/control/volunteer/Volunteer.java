package org.muster.control.volunteer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A volunteer with one computer: attaches, asks for work, computes it, sends the output, reports, and asks
 * again until it is interrupted. Whatever the project's answer, it waits and tries again; after a kill it goes
 * on as the same host, and the project sends again what it had.
 */
public final class Volunteer implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Volunteer.class);
    private static final double WORK_SECONDS = 30;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int COMPUTE_ERROR = 195;

    private final URI masterUrl;
    private final Account account;
    private final Computer computer;
    private final Computation computation;
    private final Acknowledgements acknowledged;
    private final List<FinishedTask> finished = new ArrayList<>();
    private final Deque<Task> waiting = new ArrayDeque<>();
    private String codeSignKey = "";

    /**
     * @param masterUrl the project
     * @param account who volunteers; created when the project does not know it
     * @param computer where to work; kept from run to run
     * @param computation how tasks are computed
     */
    public Volunteer(URI masterUrl, Account account, Computer computer, Computation computation) {
        this(masterUrl, account, computer, computation, name -> {});
    }

    /** The same; tells what was acknowledged. */
    public Volunteer(
            URI masterUrl, Account account, Computer computer, Computation computation, Acknowledgements acknowledged) {
        this.masterUrl = masterUrl;
        this.account = account;
        this.computer = computer;
        this.computation = computation;
        this.acknowledged = acknowledged;
    }

    /** Volunteers until the thread is interrupted. */
    @Override
    public void run() {
        try (ProjectConnection connection = new ProjectConnection()) {
            Files.createDirectories(computer.project());
            Attachment attachment = attach(connection);
            FileExchange files = new FileExchange(connection, computer.project());
            while (!Thread.currentThread().isInterrupted()) {
                Duration delay = ask(attachment, connection);
                boolean worked = workOff(files);
                if (!worked) {
                    Thread.sleep(delay);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.error("{} cannot volunteer: {}", account.name(), e.getMessage());
        }
    }

    private Attachment attach(ProjectConnection connection) throws InterruptedException {
        while (true) {
            try {
                return Attachment.to(masterUrl, account, connection);
            } catch (IOException e) {
                log.info("{} cannot attach yet: {}", account.name(), e.toString());
                Thread.sleep(AFTER_FAILURE);
            }
        }
    }

    /** Reports what is finished, asks for work when there is none, and says when to ask again at the earliest. */
    private Duration ask(Attachment attachment, ProjectConnection connection) throws IOException, InterruptedException {
        HostIdentity identity = HostIdentity.load(computer.directory(), account);
        SchedulerQuestion question = new SchedulerQuestion(
                attachment.authenticator(), identity, codeSignKey, WORK_SECONDS, finished, List.copyOf(waiting));
        try {
            SchedulerAnswer answer = SchedulerAnswer.read(connection.post(attachment.schedulerUrl(), question.xml()));
            if (!answer.down()) {
                take(answer);
                identity.after(answer).save(computer.directory());
            }
            return Duration.ofMillis((long) (1000 * Math.max(answer.delaySeconds(), 0.1)));
        } catch (IOException | IllegalStateException e) {
            log.info("{}: the scheduler did not answer: {}", account.name(), e.toString());
            return AFTER_FAILURE;
        }
    }

    private void take(SchedulerAnswer answer) {
        if (!answer.codeSignKey().isEmpty()) {
            codeSignKey = answer.codeSignKey();
        }
        finished.stream()
                .map(task -> task.task().name())
                .filter(answer.acknowledged()::contains)
                .forEach(acknowledged::reported);
        finished.removeIf(task -> answer.acknowledged().contains(task.task().name()));
        waiting.removeIf(task -> answer.aborted().contains(task.name()));
        waiting.addAll(answer.tasks());
        answer.messages().forEach(message -> log.debug("{}: {}", account.name(), message));
    }

    private boolean workOff(FileExchange files) throws IOException, InterruptedException {
        boolean worked = false;
        for (Task task = waiting.poll(); task != null; task = waiting.poll()) {
            finished.add(compute(task, files));
            computer.clean(task);
            worked = true;
        }
        return worked;
    }

    private FinishedTask compute(Task task, FileExchange files) throws InterruptedException {
        long start = System.nanoTime();
        try {
            fetchAll(task, files);
            String said = computation.compute(task, computer);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new FinishedTask(task, seconds, 0, said, sendAll(task, files));
        } catch (IOException e) {
            log.warn("{}: {} failed: {}", account.name(), task.name(), e.getMessage());
            return new FinishedTask(
                    task, (System.nanoTime() - start) / 1e9, COMPUTE_ERROR, "" + e.getMessage(), List.of());
        }
    }

    private void fetchAll(Task task, FileExchange files) throws IOException, InterruptedException {
        RSAPublicKey key = KeyFiles.parsePublic(codeSignKey);
        for (List<FileUse> uses : List.of(task.program(), task.inputs())) {
            for (FileUse use : uses) {
                files.fetch(task.file(use.fileName()), key);
            }
        }
    }

    private List<FinishedTask.SentFile> sendAll(Task task, FileExchange files)
            throws IOException, InterruptedException {
        List<FinishedTask.SentFile> sent = new ArrayList<>();
        for (FileUse use : task.outputs()) {
            FileDescription file = task.file(use.fileName());
            FileDigest digest = files.send(file, computer.file(use.fileName()));
            acknowledged.uploaded(file.name(), digest);
            sent.add(new FinishedTask.SentFile(file, digest));
        }
        return sent;
    }
}
