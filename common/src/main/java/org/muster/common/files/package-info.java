/**
 * Files on disk: which names are legal, which directory a name belongs in, and how a file comes to be visible only whole.
 *
 * <p>Everything a volunteer downloads or uploads goes through {@link org.muster.common.files.FileArea} (name to path) and
 * {@link org.muster.common.files.WholeFile} (content to path). Nothing here knows the database.
 */
package org.muster.common.files;
