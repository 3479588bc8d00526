package org.muster.web.http;

/** What the site says when no page answers. */
public interface ErrorPages {
    /** The master URL was asked for without its final slash. */
    Reply moved(String to);

    /** 404. */
    Reply notFound();

    /** 405: pages are only read. */
    Reply onlyGet();

    /** 400: the query is not what an address may end with. */
    Reply illegalQuery();

    /** 403: a form that we have not shown to this browser, or long ago. */
    Reply strangeForm();

    /** 413 or 415: what was sent is not a form of ours. */
    Reply noForm();

    /** 503: the database cannot be reached. */
    Reply databaseAway();

    /** 500: a mistake of ours. */
    Reply failed();
}
