package org.muster.transitioner;

/**
 * A workunit that is due, with what its new results take over from it.
 *
 * @param state what the decision depends on
 * @param name its name, which the names of its results begin with
 * @param appId its application
 * @param batch its batch, 0 for none
 * @param priority of its results
 * @param sizeClass −1, or the class in which its results wait for a size regulator
 * @param template path of the output template, relative to the templates' directory
 */
record DueWorkunit(
        WorkunitState state, String name, long appId, long batch, int priority, int sizeClass, String template) {

    long id() {
        return state.id();
    }
}
