/**
 * What a project says of itself: its master page and its configuration for clients.
 */
package org.muster.web.project;
