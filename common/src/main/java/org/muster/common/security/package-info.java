/**
 * Keys, signatures and authenticators in the forms that a stock BOINC client and BOINC's own tools read and write.
 *
 * <p>Keys are RSA with 1024 bits because clients have room for nothing else; what is signed is the lower-case hexadecimal
 * MD5 of the data, as 32 ASCII characters, without an algorithm identifier.
 */
package org.muster.common.security;
