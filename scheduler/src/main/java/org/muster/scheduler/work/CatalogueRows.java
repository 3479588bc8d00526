package org.muster.scheduler.work;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.Average;
import org.muster.scheduler.planclass.PlanClasses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the catalogue. Of applications whose workunits keep to one version, versions that are not in use any more are
 * read too, because workunits may be committed to them.
 */
final class CatalogueRows {

    private static final Logger log = LoggerFactory.getLogger(CatalogueRows.class);

    private CatalogueRows() {}

    static Catalogue read(Handle handle, DocumentDelivery delivery, PlanClasses planClasses) {
        Set<String> platforms = new HashSet<>(handle.createQuery("select name from platform where deprecated = 0")
                .mapTo(String.class)
                .list());
        Map<Long, Application> applications =
                handle.createQuery("""
                        select id, name, user_friendly_name, min_version, non_cpu_intensive, fraction_done_exact
                        from app where deprecated = 0
                        """).map((row, context) -> application(row)).list().stream()
                        .collect(Collectors.toMap(Application::id, Function.identity()));
        List<ApplicationVersion> versions =
                handle.createQuery("""
                        select v.id, v.appid, v.version_num, v.xml_doc, v.min_core_version, v.max_core_version,
                          v.plan_class, v.beta, v.deprecated, v.pfc_n, v.pfc_avg, p.name as platform
                        from app_version v join app a on a.id = v.appid join platform p on p.id = v.platformid
                        where (v.deprecated = 0 or a.homogeneous_app_version <> 0) and a.deprecated = 0
                          and p.deprecated = 0
                        """).map((row, context) -> version(row, applications, delivery)).list().stream()
                        .flatMap(Optional::stream)
                        .toList();
        return new Catalogue(platforms, List.copyOf(applications.values()), versions, planClasses);
    }

    private static Application application(ResultSet row) throws SQLException {
        return new Application(
                row.getLong("id"),
                row.getString("name"),
                row.getString("user_friendly_name"),
                row.getInt("min_version"),
                row.getBoolean("non_cpu_intensive"),
                row.getBoolean("fraction_done_exact"));
    }

    private static Optional<ApplicationVersion> version(
            ResultSet row, Map<Long, Application> applications, DocumentDelivery delivery) throws SQLException {
        Application application = applications.get(row.getLong("appid"));
        if (application == null) {
            return Optional.empty();
        }
        byte[] document = row.getBytes("xml_doc");
        try {
            return Optional.of(new ApplicationVersion(
                    row.getLong("id"),
                    application,
                    row.getInt("version_num"),
                    row.getString("platform"),
                    release(row.getInt("min_core_version")),
                    release(row.getInt("max_core_version")),
                    delivery.application(document == null ? "" : new String(document, StandardCharsets.UTF_8)),
                    new ApplicationVersion.Variant(
                            row.getString("plan_class"),
                            row.getBoolean("beta"),
                            row.getBoolean("deprecated"),
                            new Average(row.getDouble("pfc_n"), row.getDouble("pfc_avg")))));
        } catch (UnsendableDocumentException broken) {
            log.error(
                    "Version {} of {} for {} is not sent: {} (app_version.xml_doc, id {})",
                    row.getInt("version_num"),
                    application.name(),
                    row.getString("platform"),
                    broken.getMessage(),
                    row.getLong("id"));
            return Optional.empty();
        }
    }

    /** Rows of old projects hold a client's release as 100 × major + minor. */
    private static int release(int stored) {
        return stored > 0 && stored < 10_000 ? 100 * stored : stored;
    }
}
