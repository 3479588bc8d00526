/**
 * How often something may be tried.
 */
package org.muster.web.limit;
