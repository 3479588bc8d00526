package org.muster.control.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.muster.common.store.Database;
import org.muster.science.database.Findings;
import org.muster.science.database.WorkunitState;
import org.muster.science.search.FalseAlarms;
import org.muster.science.signals.InjectedSignal;
import org.muster.science.signals.SignalFinder;
import org.muster.science.signals.SignalTable;
import org.muster.science.spikes.SpikeList;

/** What came of a recording, read from the science database. */
final class DemoReport {
    private final Findings findings;
    private final PrintStream out;

    DemoReport(Database science, PrintStream out) {
        this.findings = new Findings(science);
        this.out = out;
    }

    /**
     * Prints the table of signals.
     *
     * @param injected what was put in, nothing for a real recording
     * @return whether every workunit was analysed and every signal that was put in was found
     */
    boolean print(String recording, List<InjectedSignal> injected) {
        Map<WorkunitState, Integer> workunits = findings.workunits(recording);
        List<SpikeList> results = findings.of(recording);
        SignalTable table = SignalTable.compare(injected, SignalFinder.find(results));
        double falseAlarms = results.stream()
                .mapToDouble(result -> FalseAlarms.expected(result.piece()))
                .sum();
        out.println();
        out.print(table.text(falseAlarms));
        int failed = workunits.getOrDefault(WorkunitState.FAILED, 0);
        if (failed > 0) {
            out.println(failed + " workunits failed; see table workunit of the science database for the reasons");
        }
        return failed == 0 && table.allFound();
    }
}
