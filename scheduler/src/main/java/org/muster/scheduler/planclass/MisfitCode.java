package org.muster.scheduler.planclass;

/** Why a version does not suit a computer. */
public enum MisfitCode {
    /** The project has no such plan class, or its file is broken. */
    UNKNOWN_PLAN_CLASS,
    /** The client runs only the volunteer's own programs, and has none that may be used. */
    NO_PROGRAM,
    /** Refused by chance, to send less of it. */
    CHANCE,
    /** It is for another account. */
    ACCOUNT,
    /** The computer's summary is not of the kind. */
    SUMMARY,
    /** The client is too old. */
    CLIENT_TOO_OLD,
    /** The client is too new. */
    CLIENT_TOO_NEW,
    /** The processor lacks a feature. */
    PROCESSOR_FEATURE,
    /** The processor is not of the kind. */
    PROCESSOR_MODEL,
    /** There are too few usable processors. */
    TOO_FEW_PROCESSORS,
    /** The operating system is not of the kind, too old or too new. */
    OPERATING_SYSTEM,
    /** The C library is too old. */
    C_LIBRARY,
    /** VirtualBox is missing, not usable, or not of the release. */
    VIRTUAL_BOX,
    /** The processor's support for virtual machines is missing or off. */
    VIRTUAL_MACHINE_SUPPORT,
    /** It is made for the other word length. */
    WORD_LENGTH,
    /** There is no Linux inside Windows that may be used. */
    SUBSYSTEM,
    /** Docker is missing or may not be used. */
    DOCKER,
    /** The volunteer chose otherwise. */
    PREFERENCE,
    /** There is no such coprocessor. */
    NO_COPROCESSOR,
    /** The coprocessor is not of the kind. */
    COPROCESSOR_MODEL,
    /** Its driver is too old, too new, or lacks libraries. */
    COPROCESSOR_DRIVER,
    /** CUDA is too old or too new. */
    CUDA,
    /** OpenCL is missing, too old or too new, or lacks something. */
    OPENCL,
    /** The coprocessor has too little memory. */
    COPROCESSOR_MEMORY,
    /** The coprocessor is too slow or too fast. */
    COPROCESSOR_SPEED,
    /** There is too little memory. */
    MEMORY
}
