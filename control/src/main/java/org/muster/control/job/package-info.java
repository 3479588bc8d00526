/** Making work: jobs and their input files become workunits. Names and options are those of BOINC's {@code create_work}. */
package org.muster.control.job;
