package org.muster.scheduler.rules;

/** Families of processors, told by what their names contain; the first line that fits counts. */
final class ProcessorFamily {

    static final int NO_PROCESSOR = 1;
    static final int INTEL = 2;
    static final int AMD = 3;
    static final int POWER_PC = 4;
    static final int ARM = 22;

    /** What a model's name contains, perhaps a second thing besides, and the family's number. */
    private record Family(String part, String besides, int number) {
        boolean fits(String model) {
            return model.contains(part) && model.contains(besides);
        }
    }

    private static final Family[] INTELS = {
        new Family("xeon", "", 11),
        new Family("celeron", " m ", 18),
        new Family("celeron", " d ", 17),
        new Family("celeron", "iii", 15),
        new Family("celeron", "", 12),
        new Family("core", "", 21),
        new Family("pentium", "iii", 15),
        new Family("pentium", "ii", 14),
        new Family("pentium", " 4 ", 16),
        new Family("pentium", " d ", 17),
        new Family("pentium", " m ", 18),
        new Family("pentium", "", 13),
        new Family("x86", "family 6 model 6", 12),
        new Family("x86", "family 6 model 9", 18),
        new Family("x86", "family 6 model 10", 11),
        new Family("x86", "family 5 model 1", 13),
        new Family("x86", "family 5 model 2", 13),
        new Family("x86", "family 6 model 1", 13),
        new Family("x86", "family 15 model 1", 16),
        new Family("x86", "family 15 model 2", 16),
        new Family("x86", "family 6 model 7", 15),
        new Family("x86", "family 6 model 8", 15),
        new Family("x86", "family 6 model 11", 15),
        new Family("x86", "family 6 model 3", 14),
        new Family("x86", "family 6 model 5", 14),
    };

    private static final Family[] AMDS = {
        new Family("duron", "", 6),
        new Family("opteron", "", 8),
        new Family("sempron", "", 7),
        new Family("turion", "", 20),
        new Family("athlon", "xp", 10),
        new Family("athlon", "mp", 19),
        new Family("athlon", "64", 9),
        new Family("athlon", "", 5),
    };

    private ProcessorFamily() {}

    /** The number of a processor's family; both texts in small letters. */
    static int of(String vendor, String model) {
        if (vendor.contains("intel")) {
            return number(INTELS, model, INTEL);
        }
        if (vendor.contains("amd")) {
            return number(AMDS, model, AMD);
        }
        if (vendor.contains("macintosh")) {
            return POWER_PC;
        }
        return vendor.contains("arm") ? ARM : NO_PROCESSOR;
    }

    private static int number(Family[] families, String model, int otherwise) {
        for (Family family : families) {
            if (family.fits(model)) {
                return family.number();
            }
        }
        return otherwise;
    }
}
