/**
 * How credit is computed: BOINC's "CreditNew" and the running averages that it and the scheduler's estimates stand on,
 * as pure functions of numbers. Who reads and writes the rows is elsewhere.
 */
package org.muster.common.credit;
