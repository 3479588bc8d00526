/** The spike search that volunteers' computers run on one piece, and what pure noise makes of it. */
package org.muster.science.search;
