package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process of this machine uses, by the kernel's own books (proc(5)); needs nothing of the process. A process that is
 * gone has used nothing.
 */
final class ProcessMeter {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;

    private final Path books;
    private final double predecessors;

    /**
     * @param pid the process
     * @param predecessors processor seconds of processes that were ended and of which this one goes on
     */
    ProcessMeter(long pid, double predecessors) {
        this.books = Path.of("/proc", Long.toString(pid));
        this.predecessors = predecessors;
    }

    ProcessMeter(long pid) {
        this(pid, 0);
    }

    /** Seconds of processor time so far, over all its threads, also those that have ended, and its predecessors. */
    double processorSeconds() {
        return predecessors + ticks(books.resolve("stat")) / TICKS_PER_SECOND;
    }

    /** Memory of the machine that it holds, in megabytes. */
    double residentMegabytes() {
        return kilobytes("VmRSS:") / 1024;
    }

    /** The most that it has held, in megabytes. */
    double mostResidentMegabytes() {
        return kilobytes("VmHWM:") / 1024;
    }

    /** Processor time so far by thread. */
    Map<Long, ThreadTime> threads() {
        Map<Long, ThreadTime> threads = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(books.resolve("task"))) {
            for (Path task : tasks) {
                String stat = read(task.resolve("stat"));
                if (!stat.isEmpty()) {
                    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                    threads.put(
                            Long.parseLong(task.getFileName().toString()),
                            new ThreadTime(name, ticks(stat) / TICKS_PER_SECOND));
                }
            }
        } catch (IOException gone) {
            return Map.of();
        }
        return threads;
    }

    /**
     * A thread.
     *
     * @param name at most 15 letters of it
     * @param seconds processor time so far
     */
    record ThreadTime(String name, double seconds) {}

    /** Processor seconds between two looks, by what threads are for; threads that came and went between are missing. */
    static Map<String, Double> between(Map<Long, ThreadTime> before, Map<Long, ThreadTime> after) {
        Map<String, Double> used = new TreeMap<>();
        after.forEach((id, thread) -> {
            double earlier = before.containsKey(id) ? before.get(id).seconds() : 0;
            used.merge(purpose(thread.name()), thread.seconds() - earlier, Double::sum);
        });
        return used;
    }

    private static String purpose(String thread) {
        if (thread.startsWith("GC ") || thread.startsWith("G1 ") || thread.startsWith("VM ")) {
            return "collector";
        }
        if (thread.contains("Compile")) {
            return "compiler";
        }
        if (thread.startsWith("ForkJoinPool-")) {
            return "requests";
        }
        return thread.replaceAll("[-#.0-9]+$", "").replaceAll("-[0-9]+.*$", "");
    }

    private double kilobytes(String field) {
        return read(books.resolve("status"))
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static double ticks(Path file) {
        String stat = read(file);
        return stat.isEmpty() ? 0 : ticks(stat);
    }

    private static double ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Double.parseDouble(fields[USER_TIME]) + Double.parseDouble(fields[USER_TIME + 1]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
