/**
 * The file upload handler: takes result files from volunteers, as the BOINC file upload protocol has it, without a database.
 *
 * <p>Way of a request: {@link org.muster.upload.UploadHandler} (HTTP), {@link org.muster.upload.RequestReader} (text to
 * request), {@link org.muster.upload.Admission} (may it be taken at all: a pure decision),
 * {@link org.muster.upload.UploadDesk} (turn, file, reply), {@link org.muster.upload.PartialFile} (bytes to disk, whole or
 * not at all).
 */
package org.muster.upload;
