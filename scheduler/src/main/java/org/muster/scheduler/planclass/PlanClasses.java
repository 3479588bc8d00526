package org.muster.scheduler.planclass;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.scheduler.resource.ProcessorType;

/** The project's plan classes. Immutable. */
public final class PlanClasses {

    /** Those that BOINC has without a file; some take an OpenCL version at the end of their name. */
    public static final PlanClasses PREDEFINED = predefined();

    /** None: a file that was never readable. */
    public static final PlanClasses NONE = new PlanClasses(Map.of(), false);

    private static final Pattern NUMBERED = Pattern.compile("(opencl_.*?)_?(\\d{1,4})");

    private final Map<String, PlanClassSpec> specs;
    private final boolean numbered;

    private PlanClasses(Map<String, PlanClassSpec> specs, boolean numbered) {
        this.specs = Map.copyOf(specs);
        this.numbered = numbered;
    }

    /**
     * Those of a file's text.
     *
     * @throws PlanClassException when it is broken
     */
    public static PlanClasses parse(String document) throws PlanClassException {
        return new PlanClasses(PlanClassParser.parse(document), false);
    }

    private static PlanClasses predefined() {
        try (InputStream file = PlanClasses.class.getResourceAsStream("predefined_plan_classes.xml")) {
            String document = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new PlanClasses(PlanClassParser.parse(document), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PlanClassException broken) {
            throw new IllegalStateException("The predefined plan classes are broken: " + broken.getMessage(), broken);
        }
    }

    /** A plan class by its name. */
    public Optional<PlanClass> named(String name) {
        PlanClassSpec spec = specs.get(name);
        if (spec != null) {
            return Optional.of(new PlanClass(spec));
        }
        Matcher matcher = NUMBERED.matcher(name);
        if (!numbered || !matcher.matches() || !specs.containsKey(matcher.group(1))) {
            return Optional.empty();
        }
        int version = Integer.parseInt(matcher.group(2));
        return Optional.of(
                new PlanClass(specs.get(matcher.group(1)).with(PlanClassElement.MIN_OPENCL_VERSION, version)));
    }

    /** What the tasks of a plan class mainly run on; by its name alone where nothing else is known. */
    public ProcessorType type(String name) {
        return named(name).map(PlanClass::type).orElseGet(() -> ProcessorType.ofPlanClass(name));
    }
}
