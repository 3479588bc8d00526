package org.muster.common.protocol;

/**
 * One tag of a document: {@code <name …>}, {@code <name …/>} (empty) or {@code </name>} (closing), with the offsets of
 * its first byte and of the byte behind it.
 */
record Tag(String name, int start, int end, boolean closing, boolean empty) {}
