/** What a client says in one request, as values: parsed before any transaction begins, never changed afterwards. */
package org.muster.scheduler.request;
