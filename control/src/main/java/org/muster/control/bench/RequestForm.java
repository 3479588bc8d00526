package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with places to be filled in, written {@code @place@}. It is cut up once, so that filling it in costs no more than
 * copying it. Immutable.
 */
final class RequestForm {
    private final List<byte[]> literals = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    /** What is to stand at a place. */
    @FunctionalInterface
    interface Filling {
        /** Nothing stands at a place that it does not know. */
        Object at(String place);
    }

    private RequestForm(String text) {
        String[] pieces = text.split("@", -1);
        for (int i = 0; i < pieces.length; i++) {
            if (i % 2 == 0) {
                literals.add(pieces[i].getBytes(UTF_8));
            } else {
                places.add(pieces[i]);
            }
        }
        if (literals.size() != places.size() + 1) {
            throw new IllegalArgumentException("a place does not end");
        }
    }

    /** The form in a resource beside this class. */
    static RequestForm resource(String name) {
        try (InputStream text = RequestForm.class.getResourceAsStream(name)) {
            return new RequestForm(new String(text.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the form with everything filled in; what is filled in is Latin-1 text, or bytes. */
    void write(ByteArrayOutputStream out, Filling filling) {
        out.writeBytes(literals.getFirst());
        for (int i = 0; i < places.size(); i++) {
            switch (filling.at(places.get(i))) {
                case byte[] bytes -> out.writeBytes(bytes);
                case Object value -> out.writeBytes(value.toString().getBytes(ISO_8859_1));
            }
            out.writeBytes(literals.get(i + 1));
        }
    }
}
