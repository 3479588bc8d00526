/** What a computer computes with: its processors and coprocessors, and what a running task takes of them. */
package org.muster.scheduler.resource;
