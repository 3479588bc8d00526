package org.muster.scheduler.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.rules.ApplicationPolicy;
import org.muster.scheduler.rules.HomogeneousClass;

/** Reads how the work of the applications in use is spread. */
final class ApplicationPolicyRows {

    private ApplicationPolicyRows() {}

    static Map<Long, ApplicationPolicy> read(Handle handle) {
        return handle.createQuery("""
                        select id, name, user_friendly_name, weight, homogeneous_redundancy, homogeneous_app_version,
                          target_nresults, beta, non_cpu_intensive, locality_scheduling
                        from app where deprecated = 0
                        """).map((row, context) -> policy(row)).list().stream()
                .collect(Collectors.toUnmodifiableMap(ApplicationPolicy::id, Function.identity()));
    }

    private static ApplicationPolicy policy(ResultSet row) throws SQLException {
        double weight = row.getDouble("weight");
        return new ApplicationPolicy(
                row.getLong("id"),
                row.getString("name"),
                row.getString("user_friendly_name"),
                weight > 0 ? weight : 1,
                HomogeneousClass.of(row.getInt("homogeneous_redundancy")),
                row.getBoolean("homogeneous_app_version"),
                row.getInt("target_nresults"),
                row.getBoolean("beta"),
                row.getBoolean("non_cpu_intensive"),
                row.getInt("locality_scheduling") != 0);
    }
}
