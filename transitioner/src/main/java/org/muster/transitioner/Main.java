package org.muster.transitioner;

import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.SideBySide;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;
import org.muster.common.work.CertificateSigner;
import org.muster.common.work.OutputTemplates;

/** The transitioner as a daemon. */
public final class Main {

    /** The name on the command line and on the status page. */
    public static final String NAME = "transitioner";

    private Main() {}

    /** The daemon for this process; needs the project's private upload key. */
    public static Daemon create(DaemonContext context) {
        MusterConfig config = context.config();
        SecureRandom random = new SecureRandom();
        Policy policy = Policy.of(config);
        RSAPrivateKey key = new KeyDirectory(config.keys().directory()).readUploadPrivate();
        CertificateSigner signer = (fileName, maxBytes) -> new UploadCertificate(fileName, maxBytes).sign(key);
        int batchSize = config.backend().batchSize();
        return SideBySide.daemon(NAME, context, config.backend().idle(), shard -> {
            Preparation preparation = new Preparation(
                    new OutputTemplates(config.files().templateDirectory()), new ResultWriter(signer, random));
            TransitionPass.Scope scope = new TransitionPass.Scope(shard, batchSize, random);
            return new TransitionPass(context.work(), preparation, policy, scope, context.clock());
        });
    }

    /** Runs it in this process: {@code --config FILE [--shard N/I]}. */
    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }
}
