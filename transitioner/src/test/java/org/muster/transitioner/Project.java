package org.muster.transitioner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.muster.common.credit.DailyQuota;
import org.muster.common.daemon.Shard;
import org.muster.common.security.KeyFiles;
import org.muster.common.security.UploadCertificate;
import org.muster.common.store.Database;
import org.muster.common.work.CertificateSigner;
import org.muster.common.work.OutputTemplates;

/** A transitioner whose clock and templates a test holds in its hands. */
final class Project {

    static final String TEMPLATE = """
            <file_info>
                <name><OUTFILE_0/></name>
                <generated_locally/>
                <upload_when_present/>
                <max_nbytes>100000</max_nbytes>
                <url><UPLOAD_URL/></url>
            </file_info>
            <result>
                <file_ref>
                    <file_name><OUTFILE_0/></file_name>
                    <open_name>out</open_name>
                </file_ref>
            </result>
            """;

    private static final KeyPair KEYS = KeyFiles.generate();

    private final Database work;
    private final Path directory;
    private volatile long now = 1_000_000;

    Project(Database work, Path directory) {
        this.work = work;
        this.directory = directory;
    }

    RSAPublicKey uploadPublicKey() {
        return (RSAPublicKey) KEYS.getPublic();
    }

    long now() {
        return now;
    }

    void passTime(long seconds) {
        now += seconds;
    }

    void template(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A transitioner that signs with the project's key. */
    TransitionPass transitioner(Shard shard, int batchSize, int seed) {
        RSAPrivateKey key = (RSAPrivateKey) KEYS.getPrivate();
        return transitioner(shard, batchSize, seed, (name, most) -> new UploadCertificate(name, most).sign(key));
    }

    /** A transitioner that signs in a given way; real signatures take most of the time of a large test. */
    TransitionPass transitioner(Shard shard, int batchSize, int seed, CertificateSigner signer) {
        Policy policy = new Policy(0, new DailyQuota(10), false, 0, 0);
        InstantSource clock = () -> Instant.ofEpochSecond(now);
        ResultWriter writer = new ResultWriter(signer, new Random(seed));
        return new TransitionPass(
                work,
                new Preparation(new OutputTemplates(directory), writer),
                policy,
                new TransitionPass.Scope(shard, batchSize, new Random(seed)),
                clock);
    }
}
