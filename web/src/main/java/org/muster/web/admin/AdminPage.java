package org.muster.web.admin;

import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.PageContext;

/** A page that only administrators see; it always knows which of them asks. */
interface AdminPage {
    /**
     * What one of them asks for.
     *
     * @param page the request itself
     * @param who asks
     */
    record Asked(PageRequest page, Administrator who) {

        /**
         * Changes something and notes who did it, in one transaction.
         *
         * @param action what is done, for example {@code shut out}
         * @param subject to what, for example {@code computer 7}
         * @param change the statements; returns the number of rows that they changed: of none nothing is noted
         */
        void change(PageContext context, String action, String subject, ToIntFunction<Handle> change) {
            context.work().write(handle -> {
                if (change.applyAsInt(handle) > 0) {
                    AdministratorChange.record(handle, who.name(), action, subject, context.now());
                }
            });
        }
    }

    /** The page. */
    Reply answer(Asked asked);

    /** Takes a form that was filled in on it. */
    Reply submit(Asked asked);
}
