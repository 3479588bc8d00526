/** Who is asking: the account by its key, the computer by its id, its client's identifier or its looks. */
package org.muster.scheduler.identity;
