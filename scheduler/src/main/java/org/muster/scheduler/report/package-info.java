/** What becomes of the tasks that a client reports, still has, or should have: decisions, and the rows they change. */
package org.muster.scheduler.report;
