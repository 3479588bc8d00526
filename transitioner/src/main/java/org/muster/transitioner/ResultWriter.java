package org.muster.transitioner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.muster.common.work.CertificateSigner;
import org.muster.common.work.JobNames;
import org.muster.common.work.OutputTemplate;

/**
 * Writes out new results: their names, their documents, the certificates for their uploads.
 *
 * @param signer signs certificates; safe for use by several threads
 * @param random where the numbers in file names come from; must be hard to guess, because whoever guesses another
 *     volunteer's file names could upload in their place; safe for use by several threads
 */
record ResultWriter(CertificateSigner signer, RandomGenerator random) {

    /** The results that a decision creates. */
    List<NewResult> write(DueWorkunit workunit, TransitionDecision decision, OutputTemplate template) {
        List<NewResult> results = new ArrayList<>();
        for (ResultState created : decision.created()) {
            String name = JobNames.result(workunit.name(), created.number());
            String document = template.expand(name, positive(), signer);
            results.add(new NewResult(
                    workunit,
                    name,
                    created.server(),
                    document.getBytes(UTF_8),
                    positive(),
                    workunit.priority() + decision.priorityBoost()));
        }
        return results;
    }

    private int positive() {
        return random.nextInt(Integer.MAX_VALUE);
    }
}
