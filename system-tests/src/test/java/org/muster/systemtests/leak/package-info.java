/** A Java agent that makes chosen processes leak memory. Uses nothing but Java, because it is put into a JAR of its own. */
package org.muster.systemtests.leak;
