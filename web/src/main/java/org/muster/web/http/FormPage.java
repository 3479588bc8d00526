package org.muster.web.http;

/**
 * A page with forms. {@link #submit} is only ever called for a form that this browser was shown by us: the site has
 * checked that before.
 */
public interface FormPage extends Page {
    /**
     * Takes a form that was filled in.
     *
     * @throws Exception anything unforeseen; the site logs it and answers 500
     */
    Reply submit(PageRequest request) throws Exception;
}
