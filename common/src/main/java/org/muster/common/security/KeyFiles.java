package org.muster.common.security;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * BOINC's key files: a line with the key's length in bits, then the numbers of the key, each at a fixed width, as one
 * hexadecimal block. A public key is modulus and exponent; a private key adds d, p, q, d mod (p-1), d mod (q-1) and the
 * inverse of q mod p. The same texts travel to clients, so they are stable byte for byte.
 */
public final class KeyFiles {
    /** The only length of a key, in bits, that stock clients can hold. */
    public static final int BITS = 1024;

    private static final int WHOLE = BITS / 8;
    private static final int HALF = BITS / 16;

    private KeyFiles() {}

    /** Makes a new pair with the public exponent 65537. Takes some hundredths of a second. */
    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot make RSA keys of " + BITS + " bits", e);
        }
    }

    /** The text of a public key file; also the {@code code_sign_key} of a scheduler reply. */
    public static String text(RSAPublicKey key) {
        return text(bytes(key.getModulus(), WHOLE), bytes(key.getPublicExponent(), WHOLE));
    }

    /** The text of a private key file. A secret: never log it. */
    public static String text(RSAPrivateCrtKey key) {
        return text(
                bytes(key.getModulus(), WHOLE),
                bytes(key.getPublicExponent(), WHOLE),
                bytes(key.getPrivateExponent(), WHOLE),
                bytes(key.getPrimeP(), HALF),
                bytes(key.getPrimeQ(), HALF),
                bytes(key.getPrimeExponentP(), HALF),
                bytes(key.getPrimeExponentQ(), HALF),
                bytes(key.getCrtCoefficient(), HALF));
    }

    /** @throws UnreadableKeyException when the file cannot be read or is no public key */
    public static RSAPublicKey readPublic(Path file) {
        return parsePublic(read(file), file.toString());
    }

    /** @throws UnreadableKeyException when the file cannot be read or is no private key */
    public static RSAPrivateCrtKey readPrivate(Path file) {
        return parsePrivate(read(file), file.toString());
    }

    /** @throws UnreadableKeyException when the text is no public key */
    public static RSAPublicKey parsePublic(String text) {
        return parsePublic(text, "the given text");
    }

    /** @throws UnreadableKeyException when the text is no private key */
    public static RSAPrivateCrtKey parsePrivate(String text) {
        return parsePrivate(text, "the given text");
    }

    /** The public half of a private key. */
    public static RSAPublicKey publicKeyOf(RSAPrivateCrtKey key) {
        return publicKey(key.getModulus(), key.getPublicExponent(), "the private key");
    }

    private static RSAPublicKey parsePublic(String text, String where) {
        List<BigInteger> numbers = numbers(text, where, WHOLE, WHOLE);
        return publicKey(numbers.get(0), numbers.get(1), where);
    }

    private static RSAPublicKey publicKey(BigInteger modulus, BigInteger exponent, String where) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (InvalidKeySpecException e) {
            throw new UnreadableKeyException("The numbers in " + where + " are no RSA public key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no RSA", e);
        }
    }

    private static RSAPrivateCrtKey parsePrivate(String text, String where) {
        List<BigInteger> n = numbers(text, where, WHOLE, WHOLE, WHOLE, HALF, HALF, HALF, HALF, HALF);
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7)));
        } catch (InvalidKeySpecException e) {
            throw new UnreadableKeyException("The numbers in " + where + " are no RSA private key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no RSA", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UnreadableKeyException("Cannot read the key file " + file + ": " + e, e);
        }
    }

    private static String text(byte[]... fields) {
        byte[] all =
                new byte[Arrays.stream(fields).mapToInt(field -> field.length).sum()];
        int at = 0;
        for (byte[] field : fields) {
            System.arraycopy(field, 0, all, at, field.length);
            at += field.length;
        }
        return BITS + "\n" + HexBlock.format(all);
    }

    private static byte[] bytes(BigInteger number, int width) {
        byte[] raw = number.toByteArray();
        int sign = raw.length > 1 && raw[0] == 0 ? 1 : 0;
        if (raw.length - sign > width) {
            throw new IllegalArgumentException(
                    "The key is longer than the " + BITS + " bits that BOINC clients can hold");
        }
        byte[] padded = new byte[width];
        System.arraycopy(raw, sign, padded, width - (raw.length - sign), raw.length - sign);
        return padded;
    }

    private static List<BigInteger> numbers(String text, String where, int... widths) {
        String[] parts = text.strip().split("\n", 2);
        if (parts.length != 2 || !parts[0].strip().equals(Integer.toString(BITS))) {
            throw new UnreadableKeyException(
                    "Cannot read a key from " + where + ": the first line must be " + BITS, null);
        }
        byte[] all;
        try {
            all = HexBlock.parse(parts[1]);
        } catch (IllegalArgumentException e) {
            throw new UnreadableKeyException(
                    "Cannot read a key from " + where + ": it holds something else than hexadecimal lines", e);
        }
        int expected = Arrays.stream(widths).sum();
        if (all.length != expected) {
            throw new UnreadableKeyException(
                    "Cannot read a key from " + where + ": " + all.length + " bytes where " + expected + " belong",
                    null);
        }
        BigInteger[] numbers = new BigInteger[widths.length];
        int at = 0;
        for (int i = 0; i < widths.length; i++) {
            numbers[i] = new BigInteger(1, all, at, widths[i]);
            at += widths[i];
        }
        return List.of(numbers);
    }
}
