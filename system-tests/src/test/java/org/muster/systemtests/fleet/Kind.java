package org.muster.systemtests.fleet;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The kinds of computers in a fleet. */
@SuppressWarnings("ImmutableEnumChecker") // the lists and sets in it cannot be changed
public enum Kind {
    LINUX(Machine.of(Machine.LINUX).processors(8)),
    WINDOWS(Machine.of(Machine.WINDOWS).alsoRuns("windows_intelx86")),
    ARM(Machine.of(Machine.ARM).alsoRuns("arm-unknown-linux-gnueabihf").memory(4e9)),
    ALTERNATIVE_PLATFORM(Machine.of("x86_64-pc-freebsd").alsoRuns("i386-pc-freebsd", Machine.LINUX)),
    UNKNOWN_PLATFORM(Machine.of("m68k-amiga")),
    OWN_PROGRAMS(Machine.of(Machine.ANONYMOUS)),
    NVIDIA(Machine.of(Machine.LINUX).graphics(Machine.Graphics.NVIDIA)),
    AMD(Machine.of(Machine.WINDOWS).graphics(Machine.Graphics.AMD)),
    LITTLE_MEMORY(Machine.of(Machine.LINUX).memory(0.6e9)),
    LITTLE_DISK(Machine.of(Machine.LINUX).disk(1.5e9)),
    SLOW(Machine.of(Machine.LINUX).processors(1).flops(1.2e8)),
    MANY_PROCESSORS(Machine.of(Machine.LINUX).processors(32)),
    COPIED(Machine.of(Machine.LINUX), Habit.IS_COPIED),
    RESTORED(Machine.of(Machine.WINDOWS), Habit.IS_RESTORED),
    CLOCK_WRONG(Machine.of(Machine.WINDOWS), Habit.CLOCK_WRONG),
    REPLIES_LOST(Machine.of(Machine.LINUX), Habit.LOSES_REPLIES),
    TWICE_AT_ONCE(Machine.of(Machine.LINUX), Habit.ASKS_TWICE),
    TWICE_AND_LOST(Machine.of(Machine.LINUX), Habit.ASKS_TWICE, Habit.LOSES_REPLIES),
    FAILING(Machine.of(Machine.LINUX), Habit.FAILS),
    ABORTING(Machine.of(Machine.WINDOWS), Habit.ABORTS),
    WRONG(Machine.of(Machine.LINUX), Habit.ERRS),
    VANISHING(Machine.of(Machine.LINUX).processors(2), Habit.VANISHES),
    LATE(Machine.of(Machine.LINUX), Habit.IS_LATE),
    REATTACHING(Machine.of(Machine.LINUX), Habit.REATTACHES),
    SEVERAL_CLIENTS(Machine.of(Machine.LINUX).processors(2), Habit.SHARES);

    private final Machine machine;
    private final Set<Habit> habits;

    Kind(Machine machine, Habit... habits) {
        this.machine = machine;
        this.habits = habits.length == 0 ? Set.of() : Set.copyOf(EnumSet.copyOf(List.of(habits)));
    }

    Machine machine() {
        return machine;
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }
}
