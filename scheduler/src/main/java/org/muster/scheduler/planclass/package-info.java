/**
 * Plan classes: what a computer must have for a version of an application, and what a task of that version takes of it.
 * They are written in the project's {@code plan_class_spec.xml}; {@link org.muster.scheduler.planclass.PlanClassElement}
 * is the list of what can stand in it. Each {@link org.muster.scheduler.planclass.Requirement} is a pure function.
 */
package org.muster.scheduler.planclass;
