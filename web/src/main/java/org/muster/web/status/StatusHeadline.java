package org.muster.web.status;

import java.util.List;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** What is wrong, and since when, in one line. Pure functions. */
final class StatusHeadline {
    private StatusHeadline() {}

    /** The line, coloured, with the other problems below it if there are some. */
    static Markup banner(StatusFacts facts) {
        List<Problem> problems = Health.problems(facts);
        Tone tone = problems.isEmpty() ? Tone.GOOD : problems.getFirst().tone();
        Markup others = problems.size() < 2
                ? Markup.NONE
                : Markup.of(
                        "<ul>\n{}</ul>\n",
                        Markup.all(problems.stream()
                                .skip(1)
                                .map(problem -> Markup.of("<li>{}</li>\n", sentence(problem, facts)))
                                .toList()));
        return Markup.of(
                "<div class=\"banner {}\" role=\"status\">\n<p>{}</p>\n{}</div>\n",
                tone.styleClass(),
                line(facts, problems),
                others);
    }

    /** The line by itself. */
    static Markup line(StatusFacts facts) {
        return line(facts, Health.problems(facts));
    }

    private static Markup line(StatusFacts facts, List<Problem> problems) {
        if (!problems.isEmpty()) {
            return sentence(problems.getFirst(), facts);
        }
        long running = facts.daemons().stream()
                .filter(line -> line.condition().isAlive())
                .count();
        return Markup.of("Everything works. {} running, nothing is stuck.", Spans.count(running, "daemon"));
    }

    private static Markup sentence(Problem problem, StatusFacts facts) {
        Markup since = problem.since()
                .map(moment -> Markup.of(
                        problem.orEarlier() ? " for at least {} (since {} or earlier)" : " for {} (since {})",
                        Spans.ago(moment, facts.now()),
                        Spans.moment(moment)))
                .orElse(Markup.NONE);
        String end = problem.detail().endsWith(".") ? "" : ".";
        return Markup.of(
                "{}{}{}{}{}", problem.words(), since, problem.detail().isEmpty() ? "" : ": ", problem.detail(), end);
    }
}
