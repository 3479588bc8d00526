/**
 * The files that volunteers fetch.
 */
package org.muster.web.download;
