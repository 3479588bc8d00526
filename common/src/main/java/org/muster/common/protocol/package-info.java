/**
 * The XML dialect that BOINC clients and servers speak to each other: byte oriented, without namespaces, declarations
 * or code points. {@link org.muster.common.protocol.XmlScanner} reads it and forgives a lot,
 * {@link org.muster.common.protocol.XmlWriter} writes the narrow form that every client accepts, and
 * {@link org.muster.common.protocol.CNumbers} reads numbers the way C's library does.
 */
package org.muster.common.protocol;
