/** A project small enough for a test. */
package org.muster.control.testing;
