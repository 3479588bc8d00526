package org.muster.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may know what. */
final class ModuleRulesTest {
    private static final List<String> DAEMONS = List.of(
            "assimilator",
            "dbpurge",
            "filedeleter",
            "scheduler",
            "splitter",
            "transitioner",
            "upload",
            "validator",
            "web");
    private static final JavaClasses MUSTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.muster");

    @Test
    void a_daemon_never_depends_on_another_daemon() {
        for (String daemon : DAEMONS) {
            String[] others = DAEMONS.stream()
                    .filter(other -> !other.equals(daemon))
                    .map(ModuleRulesTest::everythingIn)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(everythingIn(daemon))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(MUSTER);
        }
    }

    @Test
    void common_depends_on_no_other_module() {
        noClasses()
                .that()
                .resideInAPackage("org.muster.common..")
                .should()
                .dependOnClassesThat(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("org.muster..")
                                .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                                "org.muster.common.."))))
                .check(MUSTER);
    }

    @Test
    void the_file_upload_handler_has_no_database() {
        noClasses()
                .that()
                .resideInAPackage("org.muster.upload..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.muster.common.store..", "org.jdbi..", "java.sql..", "javax.sql..")
                .check(MUSTER);
    }

    @Test
    void the_volunteers_application_knows_nothing_of_the_server() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.muster.science.app..",
                        "org.muster.science.search..",
                        "org.muster.science.piece..",
                        "org.muster.science.spikes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.muster.common..", "org.jdbi..", "org.eclipse.jetty..")
                .check(MUSTER);
    }

    private static String everythingIn(String module) {
        return "org.muster." + module + "..";
    }
}
