/** Recordings made by rule: seeded noise with known signals in it, for the demonstration and for tests. */
package org.muster.science.generator;
