/**
 * Benchmarks of a whole project on this machine: {@code bin/muster bench …}. Each states, measured in the same run, the
 * floor that it is to be compared with.
 */
package org.muster.control.bench;
