/**
 * The states of BOINC's rows as enums carrying BOINC's numeric codes.
 */
package org.muster.common.model;
