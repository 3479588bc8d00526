/**
 * Who is let in when more requests come than can be served: decided before the database is touched and before a request
 * is parsed. The rule, its figures and what it does in a storm are in the module's README.
 */
package org.muster.scheduler.admission;
