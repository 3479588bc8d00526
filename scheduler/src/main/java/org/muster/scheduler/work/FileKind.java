package org.muster.scheduler.work;

import java.util.List;

/** What a file of a document is, which decides where clients reach it. */
enum FileKind {
    /** File of an application version: at the top of the first download area. */
    APPLICATION {
        @Override
        List<String> addresses(FileAddresses all, String name) {
            return all.application(name);
        }

        @Override
        List<String> twinAddresses(FileAddresses all, String name) {
            return all.application(name + ".gz");
        }
    },
    /** Input file of a workunit: in a hashed directory. */
    INPUT {
        @Override
        List<String> addresses(FileAddresses all, String name) {
            return all.input(name);
        }
    },
    /** Output file of a result: sent to an upload handler. */
    OUTPUT {
        @Override
        List<String> addresses(FileAddresses all, String name) {
            return all.upload(name);
        }
    };

    /** Where clients reach the file of this name. */
    abstract List<String> addresses(FileAddresses all, String name);

    /** Where clients reach the compressed twin of the file of this name. */
    List<String> twinAddresses(FileAddresses all, String name) {
        return all.twin(name);
    }
}
