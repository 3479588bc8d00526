package org.muster.common.work;

import java.util.OptionalLong;

/**
 * One file that a job document names.
 *
 * @param name its physical name: the name in the download or upload area
 * @param logicalName the name under which the application opens it; the physical name if the document gives none
 * @param maxBytes the largest size of an output file; empty where the document gives none
 * @param keep true if the file deleter must leave it ({@code <no_delete/>})
 * @param optional true if a result without this output file is still good
 * @param compared false if validators that know nothing about the content must pass it over ({@code <no_validate/>})
 */
public record DocumentFile(
        String name, String logicalName, OptionalLong maxBytes, boolean keep, boolean optional, boolean compared) {}
