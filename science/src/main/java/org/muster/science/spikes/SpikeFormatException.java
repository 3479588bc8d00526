package org.muster.science.spikes;

import java.io.IOException;

/** A file that should hold a search's result does not; the message says what is wrong with it. */
public class SpikeFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public SpikeFormatException(String message) {
        super(message);
    }

    public SpikeFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
