/**
 * Who is logged in: random tokens in browsers, digests of them in a table.
 */
package org.muster.web.session;
