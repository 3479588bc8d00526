/** What the tests of every module stand on: a real database and rows to begin with. */
package org.muster.common.testing;
