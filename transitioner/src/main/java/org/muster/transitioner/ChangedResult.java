package org.muster.transitioner;

/** A result that a decision changes. */
record ChangedResult(ResultState before, ResultState after) {}
