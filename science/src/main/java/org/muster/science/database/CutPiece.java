package org.muster.science.database;

import org.muster.common.files.FileDigest;
import org.muster.science.piece.PieceHeader;

/**
 * A piece whose input file is in its place.
 *
 * @param number the piece's number within its recording, from 0
 * @param header where it comes from
 * @param file digest and size of the input file
 */
public record CutPiece(int number, PieceHeader header, FileDigest file) {}
