/** The database server that comes along: MariaDB out of a jar, for the demonstration and the tests. */
package org.muster.common.embedded;
