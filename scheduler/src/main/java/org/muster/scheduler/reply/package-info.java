/** What a client is told: the reply as a value, and how it is written. */
package org.muster.scheduler.reply;
