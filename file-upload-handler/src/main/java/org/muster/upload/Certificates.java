package org.muster.upload;

import java.security.interfaces.RSAPublicKey;

/** Whether an upload must prove that this project asked for the file. */
sealed interface Certificates {
    /** It must, and this key checks the proof. */
    record Required(RSAPublicKey key) implements Certificates {}

    /** It need not: anybody may store files of any size. For closed networks and tests. */
    record Ignored() implements Certificates {}
}
