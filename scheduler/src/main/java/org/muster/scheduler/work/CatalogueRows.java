package org.muster.scheduler.work;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the catalogue. Versions that need a plan class are left out: no rule chooses among them yet. */
final class CatalogueRows {

    private static final Logger log = LoggerFactory.getLogger(CatalogueRows.class);

    private CatalogueRows() {}

    static Catalogue read(Handle handle, DocumentDelivery delivery) {
        Set<String> platforms = new HashSet<>(handle.createQuery("select name from platform where deprecated = 0")
                .mapTo(String.class)
                .list());
        List<ApplicationVersion> versions =
                handle.createQuery("""
                        select v.id, v.version_num, v.xml_doc, v.min_core_version, v.max_core_version,
                          p.name as platform, a.id as app_id, a.name, a.user_friendly_name, a.min_version,
                          a.non_cpu_intensive, a.fraction_done_exact
                        from app_version v join app a on a.id = v.appid join platform p on p.id = v.platformid
                        where v.deprecated = 0 and a.deprecated = 0 and p.deprecated = 0 and v.beta = 0
                          and a.beta = 0 and v.plan_class = ''
                        """).map((row, context) -> version(row, delivery)).list().stream()
                        .flatMap(Optional::stream)
                        .toList();
        return new Catalogue(platforms, versions);
    }

    private static Optional<ApplicationVersion> version(ResultSet row, DocumentDelivery delivery) throws SQLException {
        Application application = new Application(
                row.getLong("app_id"),
                row.getString("name"),
                row.getString("user_friendly_name"),
                row.getInt("min_version"),
                row.getBoolean("non_cpu_intensive"),
                row.getBoolean("fraction_done_exact"));
        byte[] document = row.getBytes("xml_doc");
        try {
            return Optional.of(new ApplicationVersion(
                    row.getLong("id"),
                    application,
                    row.getInt("version_num"),
                    row.getString("platform"),
                    row.getInt("min_core_version"),
                    row.getInt("max_core_version"),
                    delivery.application(document == null ? "" : new String(document, StandardCharsets.UTF_8))));
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
}
