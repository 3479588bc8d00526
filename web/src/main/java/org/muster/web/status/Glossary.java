package org.muster.web.status;

import java.util.List;
import org.muster.web.page.Markup;

/** What the words of the page mean, for people who see them for the first time. */
final class Glossary {
    private record Word(String word, String meaning) {}

    private static final List<Word> WORDS = List.of(
            new Word("Workunit", "One piece of the science: input files and what is to be computed of them."),
            new Word(
                    "Task, or result",
                    "One copy of a workunit for one computer. Most workunits have two, so that one checks the other."),
            new Word("Ready to send", "Tasks that wait for a computer to ask for them."),
            new Word("In progress", "Tasks that computers have and have not yet reported."),
            new Word(
                    "Validation",
                    "Comparing what came back. When enough tasks of a workunit agree, one is chosen and credit is granted."),
            new Word("Assimilation", "Taking the chosen result into the science database."),
            new Word("File deletion", "Removing input and result files that nobody needs any more."),
            new Word("Purge", "Writing finished workunits to an archive and removing them from the database."),
            new Word("Daemon", "A program that does one of these steps, over and over."),
            new Word("Transitioner", "The daemon that decides what should happen to a workunit next."),
            new Word("Scheduler", "The daemon that computers talk to: it gives out tasks and takes reports."),
            new Word("Splitter", "The daemon that cuts recordings into workunits."),
            new Word(
                    "Credit, GFLOPS",
                    "How much was computed. 200 cobblestones of credit are a day of a computer that makes one thousand"
                            + " million floating-point operations a second."),
            new Word(
                    "Set aside",
                    "Work that a daemon could not handle. It waits for the operator and holds nothing up."));

    private static final Markup SECTION = Markup.of(
            """
            <section>
            <h2 id="glossary">What the words mean</h2>
            <dl class="glossary">
            {}</dl>
            </section>
            """,
            Markup.all(WORDS.stream()
                    .map(word -> Markup.of("<dt>{}</dt><dd>{}</dd>\n", word.word(), word.meaning()))
                    .toList()));

    private Glossary() {}

    static Markup section() {
        return SECTION;
    }
}
