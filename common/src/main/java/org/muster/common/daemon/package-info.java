/**
 * What a daemon is: a loop over bounded passes, a heartbeat, a shard, and a place on an HTTP port.
 */
package org.muster.common.daemon;
