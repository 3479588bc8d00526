package org.muster.control.volunteer;

/**
 * Who volunteers.
 *
 * @param name the user's name, shown by the project
 * @param email address, lower case
 * @param password never sent; a hash of it is
 */
public record Account(String name, String email, String password) {}
