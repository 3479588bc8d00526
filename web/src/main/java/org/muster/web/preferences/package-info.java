/**
 * The pages on which volunteers say how and when their computers compute, and the documents that clients get of it.
 */
package org.muster.web.preferences;
