/**
 * The one configuration file as records; an unknown or missing key is refused with its name.
 */
package org.muster.common.config;
