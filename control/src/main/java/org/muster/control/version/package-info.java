/** Versions of the project's own applications: a directory as BOINC projects lay it out becomes signed, published files. */
package org.muster.control.version;
