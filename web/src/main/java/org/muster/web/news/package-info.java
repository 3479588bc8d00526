/**
 * News: a page, an RSS feed, and the notices that clients show.
 */
package org.muster.web.news;
