package org.muster.scheduler.request;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.protocol.XmlScanner;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;

/**
 * Reads the coprocessors of a request, and the work asked for them. Types that the project cannot have versions for are
 * passed over. Source: coprocessor descriptions of the BOINC client.
 */
final class CoprocessorParser {

    private final List<Coprocessor> found = new ArrayList<>();
    private final Map<ProcessorType, Demand> demands = new EnumMap<>(ProcessorType.class);

    /** Reads {@code <coprocs>}. */
    void parse(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            Optional<ProcessorType> type = switch (scanner.name()) {
                case "coproc_cuda" -> Optional.of(ProcessorType.NVIDIA);
                case "coproc_ati" -> Optional.of(ProcessorType.ATI);
                case "coproc_intel_gpu" -> Optional.of(ProcessorType.INTEL_GPU);
                case "coproc_apple_gpu" -> Optional.of(ProcessorType.APPLE_GPU);
                default -> Optional.empty();
            };
            if (type.isPresent() && !demands.containsKey(type.get())) {
                one(scanner, type.get());
            } else {
                scanner.skip();
            }
        }
    }

    List<Coprocessor> coprocessors() {
        return found;
    }

    Map<ProcessorType, Demand> demands() {
        return demands;
    }

    private void one(XmlScanner scanner, ProcessorType type) {
        CoprocessorDescription description = new CoprocessorDescription();
        scanner.enter();
        while (scanner.next()) {
            description.element(scanner);
        }
        description.coprocessor(type).ifPresent(coprocessor -> {
            found.add(coprocessor);
            demands.put(type, description.demand());
        });
    }
}
