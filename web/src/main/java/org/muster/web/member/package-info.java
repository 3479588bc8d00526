/**
 * The pages of a volunteer who is logged in: computers and tasks.
 */
package org.muster.web.member;
