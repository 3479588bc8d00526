package org.muster.web.http;

/** One address of the site. Called by many threads at once; may block. */
@FunctionalInterface
public interface Page {
    /**
     * Answers one request.
     *
     * @throws Exception anything unforeseen; the site logs it and answers 500
     */
    Reply answer(PageRequest request) throws Exception;
}
