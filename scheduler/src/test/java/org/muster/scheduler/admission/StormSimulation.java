package org.muster.scheduler.admission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A fleet comes back after an outage: clients as BOINC's behave, a server with some turns at its database. Pure, seeded,
 * takes seconds. Clients wait {@code min(60·2^n, 14400)·U(0.5, 1)} seconds after the n-th failure in a row, or as long as
 * they were asked to if that is longer (being sent away counts as a failure), and give up a connection after 300 seconds.
 */
final class StormSimulation {

    /** Seconds of one line of the outcome. */
    static final int LINE = 60;

    private static final double CLIENT_GIVES_UP = 300;
    private static final double LONGEST_BACKOFF = 14_400;

    /**
     * What is simulated.
     *
     * @param hosts computers in the fleet
     * @param returnSeconds time within which all of them ask for the first time after the outage
     * @param rhythm seconds between two requests of a computer at normal times
     * @param turns requests that are served at once
     * @param serviceSeconds mean time that serving one takes
     * @param bringing share of the requests that bring finished work
     * @param duration seconds that are simulated
     */
    record Scenario(
            int hosts,
            double returnSeconds,
            double rhythm,
            int turns,
            double serviceSeconds,
            double bringing,
            double duration) {

        /** The same for another time. */
        Scenario lasting(double seconds) {
            return new Scenario(hosts, returnSeconds, rhythm, turns, serviceSeconds, bringing, seconds);
        }
    }

    /**
     * One minute.
     *
     * @param unserved computers that were not served since the outage
     * @param queue longest queue
     * @param longWait 99 of 100 requests that were served waited no longer, seconds
     * @param served computers that got their answer
     * @param wasted requests that were served when their client had gone
     * @param sentAway small replies
     * @param dropped connections refused, and clients that gave up waiting
     */
    record Minute(int unserved, int queue, double longWait, int served, int wasted, int sentAway, int dropped) {}

    /** What came of it: minutes, and how often the unluckiest computer was sent away before it was served. */
    record Outcome(List<Minute> minutes, int mostTimesSentAway, double longestWait) {

        /** The minute in which so many computers in a hundred were served; −1 when that was never reached. */
        int recovered(int hosts, double percent) {
            for (int minute = 0; minute < minutes.size(); minute++) {
                if (minutes.get(minute).unserved() <= hosts * (1 - percent / 100)) {
                    return minute + 1;
                }
            }
            return -1;
        }

        int dropped() {
            return minutes.stream().mapToInt(Minute::dropped).sum();
        }

        int wasted() {
            return minutes.stream().mapToInt(Minute::wasted).sum();
        }

        int sentAway() {
            return minutes.stream().mapToInt(Minute::sentAway).sum();
        }

        double worstWait() {
            return minutes.stream().mapToDouble(Minute::longWait).max().orElse(0);
        }

        int longestQueue() {
            return minutes.stream().mapToInt(Minute::queue).max().orElse(0);
        }
    }

    private enum Kind {
        ASKS,
        GIVES_UP,
        IS_DONE
    }

    /** Where a computer's request is. */
    private enum Place {
        AT_HOME,
        IN_THE_QUEUE,
        IN_ITS_TURN
    }

    private record Event(double time, Kind kind, int host, int attempt, double since) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Double.compare(time, other.time);
        }
    }

    private final Scenario scenario;
    private final StormServer server;
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final int[] failures;
    private final int[] attempts;
    private final int[] timesSentAway;
    private final boolean[] everServed;
    private final Place[] places;
    private final List<Double> waited = new ArrayList<>();
    private final List<Minute> minutes = new ArrayList<>();
    private int busy;
    private int unserved;
    private int queue;
    private int served;
    private int wasted;
    private int sentAway;
    private int dropped;
    private int mostTimesSentAway;
    private double longestWait;

    private StormSimulation(Scenario scenario, StormServer server, long seed) {
        this.scenario = scenario;
        this.server = server;
        this.random = new Random(seed);
        this.unserved = scenario.hosts();
        this.failures = new int[scenario.hosts()];
        this.attempts = new int[scenario.hosts()];
        this.timesSentAway = new int[scenario.hosts()];
        this.everServed = new boolean[scenario.hosts()];
        this.places = new Place[scenario.hosts()];
        Arrays.fill(places, Place.AT_HOME);
    }

    static Outcome run(Scenario scenario, StormServer server, long seed) {
        return new StormSimulation(scenario, server, seed).run();
    }

    private Outcome run() {
        for (int host = 0; host < scenario.hosts(); host++) {
            events.add(new Event(random.nextDouble() * scenario.returnSeconds(), Kind.ASKS, host, 0, 0));
        }
        while (!events.isEmpty() && events.peek().time() < scenario.duration()) {
            Event event = events.poll();
            while (event.time() >= (minutes.size() + 1.0) * LINE) {
                endMinute();
            }
            switch (event.kind()) {
                case ASKS -> asks(event.host(), event.time());
                case GIVES_UP -> givesUp(event);
                case IS_DONE -> isDone(event);
            }
            queue = Math.max(queue, server.waiting());
        }
        return new Outcome(minutes, mostTimesSentAway, longestWait);
    }

    private void asks(int host, double now) {
        int attempt = ++attempts[host];
        switch (server.ask(host, attempt, random.nextDouble() < scenario.bringing(), now)) {
            case StormServer.Answer.Waits ignored -> {
                places[host] = Place.IN_THE_QUEUE;
                events.add(new Event(
                        now + Math.min(server.patience(), CLIENT_GIVES_UP), Kind.GIVES_UP, host, attempt, now));
                serve(now);
            }
            case StormServer.Answer.Later later -> away(host, later.seconds(), now);
            case StormServer.Answer.Refused ignored -> {
                dropped++;
                failed(host, 0, now);
            }
        }
    }

    private void away(int host, double seconds, double now) {
        sentAway++;
        timesSentAway[host]++;
        mostTimesSentAway = Math.max(mostTimesSentAway, timesSentAway[host]);
        failed(host, seconds, now);
    }

    /** A failure, or being sent away: the longer of both delays counts. */
    private void failed(int host, double asked, double now) {
        failures[host] = Math.min(failures[host] + 1, 10);
        double backoff = Math.min(60 * Math.pow(2, failures[host]), LONGEST_BACKOFF) * random.nextDouble(0.5, 1);
        events.add(new Event(now + Math.max(asked, backoff), Kind.ASKS, host, 0, 0));
    }

    /** The client loses patience, or the server with a request that still waits for its turn. */
    private void givesUp(Event event) {
        int host = event.host();
        boolean byServer = server.patience() < CLIENT_GIVES_UP;
        if (!isThere(host, event.attempt()) || (byServer && places[host] == Place.IN_ITS_TURN)) {
            return;
        }
        places[host] = Place.AT_HOME;
        if (byServer) {
            server.left();
            away(host, server.letGo(host), event.time());
        } else {
            dropped++;
            failed(host, 0, event.time());
        }
    }

    private boolean isThere(int host, int attempt) {
        return places[host] != Place.AT_HOME && attempts[host] == attempt;
    }

    private void serve(double now) {
        while (busy < scenario.turns() && !server.queue.isEmpty()) {
            StormServer.Waiting next = server.queue.poll();
            boolean there = isThere(next.host(), next.attempt());
            if (!there && server.patience() < CLIENT_GIVES_UP) {
                continue;
            }
            server.left();
            busy++;
            if (there) {
                waited.add(now - next.since());
                places[next.host()] = Place.IN_ITS_TURN;
            }
            double seconds = -scenario.serviceSeconds() * Math.log(1 - random.nextDouble());
            events.add(new Event(now + seconds, Kind.IS_DONE, next.host(), next.attempt(), now));
        }
    }

    private void isDone(Event event) {
        int host = event.host();
        double now = event.time();
        busy--;
        server.served(now - event.since());
        if (isThere(host, event.attempt())) {
            places[host] = Place.AT_HOME;
            served++;
            if (!everServed[host]) {
                everServed[host] = true;
                unserved--;
            }
            failures[host] = 0;
            timesSentAway[host] = 0;
            events.add(new Event(now + scenario.rhythm() * random.nextDouble(0.5, 1.5), Kind.ASKS, host, 0, 0));
        } else {
            wasted++;
        }
        serve(now);
    }

    private void endMinute() {
        double[] sorted = waited.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double wait = sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 0.99)];
        longestWait = Math.max(longestWait, sorted.length == 0 ? 0 : sorted[sorted.length - 1]);
        minutes.add(new Minute(unserved, queue, wait, served, wasted, sentAway, dropped));
        waited.clear();
        queue = server.waiting();
        served = 0;
        wasted = 0;
        sentAway = 0;
        dropped = 0;
    }
}
