/**
 * The validator: compares the results of a workunit with each other, chooses the canonical one, and grants credit.
 */
package org.muster.validator;
