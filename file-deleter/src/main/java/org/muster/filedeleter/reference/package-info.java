/** Which workunits name which input files, so that a file that several of them need goes with the last one only. */
package org.muster.filedeleter.reference;
