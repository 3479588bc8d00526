/**
 * The built-in volunteers of the demonstration and of the load tests: small BOINC clients that speak the real
 * protocol over real sockets and run the real application. They stand in for strangers' computers; the stock
 * client is the judge.
 */
package org.muster.control.volunteer;
