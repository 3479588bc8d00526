/**
 * The XML documents that workunit and result rows carry for the volunteer's client: building a workunit's
 * document from its input files, expanding an output template into a result's document, and reading the file
 * names back out of either. Pure text in, text out; nothing here touches a file or a database.
 */
package org.muster.common.work;
