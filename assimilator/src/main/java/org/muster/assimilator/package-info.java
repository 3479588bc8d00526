/**
 * The assimilator: takes what volunteers agreed on to where the project wants it, the science database for one, and
 * tells the transitioner that the files may go.
 */
package org.muster.assimilator;
