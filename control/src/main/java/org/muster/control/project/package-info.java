/** Making a project out of a configuration: directories, keys, schemas, templates and application versions. */
package org.muster.control.project;
