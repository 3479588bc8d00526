/**
 * Values from the database that are remembered, so that looking at a page costs the database almost nothing.
 */
package org.muster.web.cache;
