package org.muster.scheduler.request;

import java.util.Optional;

/**
 * The preferences that come with a request.
 *
 * @param inForce what the client works by now, if it said so
 * @param master the account's preferences over all projects, as XML; empty when the client sent none
 * @param masterModified Unix seconds of their last change, 0 when there are none
 * @param sourceEmailHash MD5 of the address of the account in which they were changed
 */
public record Preferences(
        Optional<GlobalPreferences> inForce, String master, double masterModified, String sourceEmailHash) {}
