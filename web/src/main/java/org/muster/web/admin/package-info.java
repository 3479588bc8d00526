/**
 * The administrators' pages, behind a log-in of their own.
 */
package org.muster.web.admin;
