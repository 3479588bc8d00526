/**
 * The web daemon: pages, account RPCs, downloads and the server status, on one HTTP port.
 */
package org.muster.web;
