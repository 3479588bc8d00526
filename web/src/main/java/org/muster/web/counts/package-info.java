/**
 * The counts that the status page shows, kept in tables of their own by one web daemon at a time.
 */
package org.muster.web.counts;
