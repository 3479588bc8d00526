/**
 * The input file of one workunit: a piece of one sub-band of a recording, with a header that says where the piece
 * comes from and how it is to be searched.
 */
package org.muster.science.piece;
