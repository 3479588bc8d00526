package org.muster.science.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The cards of one block header: 80 characters each, {@code KEYWORD = value / comment}, as in FITS, up to {@code END}.
 *
 * <p>Recorders write numbers bare or in quotes, so both are read alike. Of a keyword that comes twice the last one counts.
 * Immutable.
 */
final class HeaderCards {
    /** Length of one card in bytes. */
    static final int CARD_BYTES = 80;

    /** A header without an END card within this many cards is no header; real ones have 60 to 200. */
    static final int MAXIMUM_CARDS = 2048;

    private static final int KEYWORD_BYTES = 8;

    private final Map<String, String> values;

    private HeaderCards(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads whole cards.
     *
     * @param cards the header's bytes without its END card, a multiple of {@link #CARD_BYTES} from position to limit
     */
    static HeaderCards of(ByteBuffer cards) {
        Map<String, String> values = new LinkedHashMap<>();
        byte[] card = new byte[CARD_BYTES];
        while (cards.remaining() >= CARD_BYTES) {
            cards.get(card);
            if (card[KEYWORD_BYTES] == '=') {
                String keyword = new String(card, 0, KEYWORD_BYTES, ISO_8859_1).strip();
                values.put(
                        keyword,
                        value(new String(card, KEYWORD_BYTES + 1, CARD_BYTES - KEYWORD_BYTES - 1, ISO_8859_1)));
            }
        }
        return new HeaderCards(values);
    }

    /** Whether these 80 bytes can be a card: printable text that begins with a keyword. */
    static boolean isCard(byte[] card) {
        for (byte character : card) {
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        for (int i = 0; i < KEYWORD_BYTES; i++) {
            char character = (char) card[i];
            boolean keyword = Character.isUpperCase(character)
                    || Character.isDigit(character)
                    || character == '_'
                    || character == '-'
                    || (character == ' ' && i > 0);
            if (!keyword) {
                return false;
            }
        }
        return true;
    }

    /** Whether this card ends the header. */
    static boolean isEnd(byte[] card) {
        return new String(card, ISO_8859_1).strip().equals("END");
    }

    private static String value(String field) {
        String text = field.strip();
        if (text.startsWith("'")) {
            int end = text.indexOf('\'', 1);
            return (end < 0 ? text.substring(1) : text.substring(1, end)).strip();
        }
        int comment = text.indexOf('/');
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }

    Optional<String> text(String keyword) {
        return Optional.ofNullable(values.get(keyword)).filter(value -> !value.isEmpty());
    }

    /** The value as a number; empty when the card is missing. */
    OptionalDouble number(String keyword) throws BrokenHeaderException {
        Optional<String> text = text(keyword);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text.get()));
        } catch (NumberFormatException notANumber) {
            throw new BrokenHeaderException(keyword + " is '" + text.get() + "', which is not a number");
        }
    }

    /** The value as a whole number; empty when the card is missing. */
    OptionalLong whole(String keyword) throws BrokenHeaderException {
        OptionalDouble number = number(keyword);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        double value = number.getAsDouble();
        if (value != Math.rint(value) || Math.abs(value) > 1e15) {
            throw new BrokenHeaderException(keyword + " is " + text(keyword).orElseThrow() + ", not a whole number");
        }
        return OptionalLong.of((long) value);
    }

    /** The whole number of a card that must be there and lie between two bounds, both included. */
    long required(String keyword, long least, long most) throws BrokenHeaderException {
        long value = whole(keyword).orElseThrow(() -> missing(keyword));
        if (value < least || value > most) {
            throw new BrokenHeaderException(
                    String.format(Locale.ROOT, "%s is %d, it must lie between %d and %d", keyword, value, least, most));
        }
        return value;
    }

    /** The number of a card that must be there and be finite. */
    double requiredNumber(String keyword) throws BrokenHeaderException {
        double value = number(keyword).orElseThrow(() -> missing(keyword));
        if (!Double.isFinite(value)) {
            throw new BrokenHeaderException(keyword + " is " + value + ", which is no usable number");
        }
        return value;
    }

    private static BrokenHeaderException missing(String keyword) {
        return new BrokenHeaderException("the header has no " + keyword + " card");
    }
}
