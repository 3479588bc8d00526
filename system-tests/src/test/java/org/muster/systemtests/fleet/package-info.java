/** Simulated volunteers' computers: each a small state machine that asks a scheduler as the stock client does. */
package org.muster.systemtests.fleet;
