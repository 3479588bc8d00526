/**
 * How the project is: daemons, queues, volunteers, for people and for programs.
 */
package org.muster.web.status;
