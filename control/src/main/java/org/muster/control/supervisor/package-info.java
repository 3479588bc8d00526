/** Keeping the daemons of a project running, each in a process of its own. */
package org.muster.control.supervisor;
