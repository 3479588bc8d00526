/** The scheduler's side of HTTP: how a request's body comes in, however large or slow it is, and how the reply goes out. */
package org.muster.scheduler.http;
