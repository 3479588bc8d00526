/**
 * The small frame that pages stand in: addresses, requests, replies, and replies that come late.
 */
package org.muster.web.http;
