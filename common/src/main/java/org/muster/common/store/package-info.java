/**
 * The work database: one pool, transactions that are retried, the schema, and SQL that several daemons share.
 */
package org.muster.common.store;
