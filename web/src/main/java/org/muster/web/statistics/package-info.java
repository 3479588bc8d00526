/**
 * The statistics export: users, teams, hosts and totals as compressed XML files in BOINC's form, which third-party
 * statistics sites fetch. A run reads the tables in small steps, writes everything beside what is published, and
 * replaces it in one step.
 *
 * <p>Source of the form: {@code protocol/05-credit-and-stats.md}, section 6.
 */
package org.muster.web.statistics;
