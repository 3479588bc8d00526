package org.muster.web.member;

import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;

/** A page with forms for volunteers who are logged in. */
public interface MemberForm extends MemberPage {
    /**
     * Takes a form that was shown to this volunteer.
     *
     * @throws Exception anything unforeseen; the site logs it and answers 500
     */
    Reply submit(PageRequest request, Member member) throws Exception;
}
