/**
 * What volunteers see of each other: leaderboards, teams, profiles; and what the project computes.
 */
package org.muster.web.community;
