package org.muster.scheduler.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.muster.scheduler.resource.Coprocessor;

/**
 * What the column {@code host.misc} says: the client's release, coprocessors, Docker and VirtualBox, as JSON with the
 * names that BOINC's web pages look for. The older column {@code serialnum} is not written, as BOINC's scheduler does
 * not write it any more.
 */
final class EquipmentDescription {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MEGABYTE = 1024 * 1024.0;

    private EquipmentDescription() {}

    static String json(String clientRelease, String osName, Equipment equipment) {
        ObjectNode all = JSON.createObjectNode();
        all.put("client_version", clientRelease);
        equipment
                .coprocessors()
                .forEach(one -> coprocessor(all.withArrayProperty("gpus").addObject(), one));
        Equipment.VirtualMachines virtual = equipment.virtual();
        docker(all, osName, virtual);
        if (!virtual.virtualBox().isEmpty()) {
            all.putObject("vbox")
                    .put("version", virtual.virtualBox())
                    .put("hw_accel", equipment.acceleratesVirtualMachines())
                    .put("hw_accel_enabled", !virtual.extensionsDisabled());
        }
        if (virtual.dockerRefused() || virtual.subsystemRefused()) {
            all.putObject("config")
                    .put("dont_use_docker", virtual.dockerRefused())
                    .put("dont_use_wsl", virtual.subsystemRefused());
        }
        return all.toPrettyString();
    }

    private static void coprocessor(ObjectNode node, Coprocessor one) {
        String maker = switch (one.type()) {
            case CPU -> "cpu";
            case NVIDIA -> "nvidia";
            case ATI -> "amd";
            case INTEL_GPU -> "intel";
            case APPLE_GPU -> "apple";
        };
        node.put("type", maker)
                .put("model", one.model())
                .put("count", one.count())
                .put("ram_mb", (long) (one.memory() / MEGABYTE))
                .put("driver_version", one.driver())
                .put(
                        "opencl_version",
                        Integer.toString(one.interfaces().openCl().deviceVersion()));
    }

    private static void docker(ObjectNode all, String osName, Equipment.VirtualMachines virtual) {
        if (!osName.contains("Windows")) {
            if (!virtual.docker().isEmpty()) {
                all.putObject("docker").put("version", virtual.docker());
            }
            return;
        }
        Optional<Equipment.Distribution> inside = virtual.distributions().stream()
                .filter(one -> one.allowed() && !one.docker().isEmpty())
                .reduce((first, second) -> second);
        inside.ifPresent(one -> {
            ObjectNode docker =
                    all.putObject("docker").put("version", one.docker()).put("wsl_distro", one.name());
            if (one.release() > 0) {
                docker.put("boinc_buda_runner_version", one.release());
            }
        });
    }
}
