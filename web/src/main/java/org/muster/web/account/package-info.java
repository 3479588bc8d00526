/**
 * The account RPCs of a client's attach wizard.
 */
package org.muster.web.account;
