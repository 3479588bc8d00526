package org.muster.validator;

/**
 * Credit for one result.
 *
 * @param result the result
 * @param credit credits
 */
record Grant(ResultRow result, double credit) {}
