package org.muster.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.control.demo.Demo;
import org.muster.control.demo.DemoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code muster demo}: the whole road in one command. */
@Command(
        name = "demo",
        description = {
            "Runs a whole project on an embedded database: cuts a radio recording into workunits, lets volunteers"
                    + " search them, and prints the signals found beside those that were put in.",
            "Goes on where a killed run stopped; after a finished one it begins another. Ctrl-C stops everything."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where the project is (default: var/demo in Muster's own directory)")
    private Path directory;

    @Option(names = "--port", paramLabel = "P", defaultValue = "8080", description = "TCP port (default: 8080)")
    private int port;

    @Option(
            names = "--volunteers",
            paramLabel = "N",
            defaultValue = "2",
            description = "built-in volunteers (default: 2); 0 waits for real ones")
    private int volunteers;

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description = "a GUPPI RAW recording instead of the generated one")
    private Path recording;

    @Option(
            names = "--exit-when-done",
            description = "end once everything has been purged: 0 when all went well, 1 otherwise")
    private boolean exitWhenDone;

    @Override
    public Integer call() throws Exception {
        if (volunteers < 0) {
            throw new UserErrorException("--volunteers must be 0 or more");
        }
        if (recording != null && !Files.isReadable(recording)) {
            throw new UserErrorException("there is no readable recording " + recording);
        }
        Path place = directory == null ? Path.of(System.getProperty("muster.home", "."), "var", "demo") : directory;
        DemoOptions options = new DemoOptions(
                place.toAbsolutePath().normalize(),
                port,
                volunteers,
                Optional.ofNullable(recording).map(file -> file.toAbsolutePath().normalize()),
                exitWhenDone);
        return new Demo(options, System.out).run();
    }
}
