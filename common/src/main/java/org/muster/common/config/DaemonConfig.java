package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A process that {@code bin/muster start} keeps running.
 *
 * @param name what it is called; copies are called name-1, name-2 …
 * @param run the daemons in it, default the one of its name. Daemons that share a port must share a process
 * @param copies how many of it, default 1
 * @param sharded whether the copies divide the rows among them, by id; else each takes whatever is due
 * @param memoryMegabytes resident memory above which a copy is started anew, default 1024
 * @param host the machine that runs it, by its name with or without domain; default every machine that is started
 */
public record DaemonConfig(
        String name, List<String> run, int copies, boolean sharded, int memoryMegabytes, String host) {
    private static final int DEFAULT_MEGABYTES = 1024;
    private static final int LEAST_MEGABYTES = 64;

    @JsonCreator
    public DaemonConfig(
            @JsonProperty("name") String name,
            @JsonProperty("run") List<String> run,
            @JsonProperty("copies") int copies,
            @JsonProperty("sharded") boolean sharded,
            @JsonProperty("memoryMegabytes") int memoryMegabytes,
            @JsonProperty("host") String host) {
        Setting.require("supervisor.daemons: name", name);
        if (!name.matches("[A-Za-z0-9_-]{1,60}")) {
            throw new IllegalArgumentException(
                    "supervisor.daemons: a name is made of letters, digits, - and _, not '" + name + "'");
        }
        this.name = name;
        this.run = run == null || run.isEmpty() ? List.of(name) : List.copyOf(run);
        this.copies = Setting.orDefault(copies, 1);
        this.sharded = sharded;
        this.memoryMegabytes = Setting.orDefault(memoryMegabytes, DEFAULT_MEGABYTES);
        this.host = host == null ? "" : host;
        Setting.atLeast("supervisor.daemons: copies", this.copies, 1);
        Setting.atLeast("supervisor.daemons: memoryMegabytes", this.memoryMegabytes, LEAST_MEGABYTES);
    }

    /** One copy of some daemons in one process, on every machine. */
    public static DaemonConfig of(String name, List<String> run) {
        return new DaemonConfig(name, run, 0, false, 0, null);
    }
}
