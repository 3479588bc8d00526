/**
 * Brings the files of a set of workunits to another area and back, while the project runs: {@code muster files defer} and
 * {@code recall}. Which files is asked of the database, from where to where is a {@link org.muster.control.files.Route}, and
 * moving them is {@link org.muster.common.files.FileMove}.
 */
package org.muster.control.files;
