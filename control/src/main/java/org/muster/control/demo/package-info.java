/** The demonstration: a whole project in one process, from a recording to a table of signals. */
package org.muster.control.demo;
