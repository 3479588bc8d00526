package org.muster.scheduler.request;

import org.muster.common.protocol.XmlScanner;

/** Collects what a request says about the computer from the four blocks in which it says it. */
final class HostFactsParser {

    private static final int LONGEST_NAME = 254;
    private static final int MOST_PROCESSORS = 65_536;
    private static final double MOST_CORRECTION = 1000;

    private final String externalAddress;
    private final EquipmentParser equipment;
    private String domainName = "";
    private String address = "";
    private String crossProjectId = "";
    private String osName = "";
    private String osVersion = "";
    private String productName = "";
    private String vendor = "";
    private String model = "";
    private int processors = 1;
    private int timezone;
    private double fpops;
    private double iops;
    private double memoryBandwidth;
    private double memory;
    private double cache;
    private double swap;
    private double diskTotal;
    private double diskFree;
    private double diskUsedByAll;
    private double diskUsedByProject;
    private double diskShare;
    private double on = 1;
    private double connected = -1;
    private double active = 1;
    private double gpuActive = 1;
    private double upload;
    private double download;
    private double durationCorrection = 1;

    HostFactsParser(String externalAddress, EquipmentParser equipment) {
        this.externalAddress = externalAddress;
        this.equipment = equipment;
    }

    void durationCorrection(double factor) {
        durationCorrection = factor > 0 ? Math.clamp(factor, 1 / MOST_CORRECTION, MOST_CORRECTION) : 1;
    }

    void hostInfo(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "timezone" -> timezone = Math.clamp(scanner.integer(0), -100_000, 100_000);
                case "domain_name" -> domainName = scanner.text(LONGEST_NAME);
                case "ip_addr" -> address = scanner.text(LONGEST_NAME);
                case "host_cpid" -> crossProjectId = scanner.text(LONGEST_NAME);
                case "os_name" -> osName = scanner.text(LONGEST_NAME);
                case "os_version" -> osVersion = scanner.text(LONGEST_NAME);
                case "product_name" -> productName = scanner.text(LONGEST_NAME);
                case "p_ncpus" -> processors = Math.clamp(scanner.integer(1), 1, MOST_PROCESSORS);
                case "p_vendor" -> vendor = scanner.text(LONGEST_NAME);
                case "p_model" -> {
                    model = scanner.text(LONGEST_NAME);
                    equipment.processorModel(model);
                }
                case "p_fpops" -> fpops = amount(scanner);
                case "p_iops" -> iops = amount(scanner);
                case "p_membw" -> memoryBandwidth = amount(scanner);
                case "m_nbytes" -> memory = amount(scanner);
                case "m_cache" -> cache = amount(scanner);
                case "m_swap" -> swap = amount(scanner);
                case "d_total" -> diskTotal = amount(scanner);
                case "d_free" -> diskFree = amount(scanner);
                default -> equipment.element(scanner);
            }
        }
    }

    void timeStats(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "on_frac" -> on = fraction(scanner);
                case "connected_frac" -> connected = fraction(scanner);
                case "active_frac" -> active = fraction(scanner);
                case "gpu_active_frac" -> gpuActive = fraction(scanner);
                default -> scanner.skip();
            }
        }
    }

    void netStats(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "bwup" -> upload = amount(scanner);
                case "bwdown" -> download = amount(scanner);
                default -> scanner.skip();
            }
        }
    }

    void diskUsage(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "d_boinc_used_total" -> diskUsedByAll = amount(scanner);
                case "d_boinc_used_project" -> diskUsedByProject = amount(scanner);
                case "d_project_share" -> diskShare = amount(scanner);
                default -> scanner.skip();
            }
        }
    }

    /**
     * What was said.
     *
     * @param clientRelease the client's release as people write it
     * @param owned what its equipment was found to be
     */
    HostFacts facts(String clientRelease, Equipment owned) {
        return new HostFacts(
                new HostFacts.Name(
                        domainName, address, externalAddress, crossProjectId, osName, osVersion, productName),
                new HostFacts.Processor(processors, vendor, model, fpops, iops, memoryBandwidth),
                new HostFacts.Memory(memory, cache, swap),
                new HostFacts.Disk(diskTotal, diskFree, diskUsedByAll, diskUsedByProject, diskShare),
                new HostFacts.Availability(on, connected, active, gpuActive, upload, download),
                new HostFacts.Devices(
                        owned.coprocessorCount(),
                        owned.coprocessorFlops(),
                        EquipmentDescription.json(clientRelease, osName, owned)),
                timezone,
                durationCorrection);
    }

    private static double amount(XmlScanner scanner) {
        return Math.clamp(scanner.real(0), 0, 1e300);
    }

    private static double fraction(XmlScanner scanner) {
        return Math.clamp(scanner.real(1), -1, 1);
    }
}
