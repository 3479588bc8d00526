package org.muster.web.member;

import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;

/** A page for volunteers who are logged in. Called by many threads at once; may block. */
@FunctionalInterface
public interface MemberPage {
    /**
     * Answers one request of the volunteer.
     *
     * @throws Exception anything unforeseen; the site logs it and answers 500
     */
    Reply answer(PageRequest request, Member member) throws Exception;
}
