/**
 * What all pages of the site look like, and markup that escapes what it is given.
 */
package org.muster.web.page;
