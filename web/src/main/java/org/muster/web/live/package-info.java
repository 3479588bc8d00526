/**
 * One document that many watch: everybody gets the whole of it once and then only what changes.
 */
package org.muster.web.live;
