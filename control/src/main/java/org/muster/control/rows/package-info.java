/** What the operator's commands read and change in the work database. */
package org.muster.control.rows;
