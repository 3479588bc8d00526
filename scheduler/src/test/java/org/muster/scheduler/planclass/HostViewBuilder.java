package org.muster.scheduler.planclass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.muster.scheduler.request.ClientFacts;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.request.GlobalPreferences;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.work.HostAbility;

/** A computer for tests: eight processors of 2 GFLOPS, 16 GB, Linux, no coprocessor; what is not said is so. */
public final class HostViewBuilder {

    private int client = 72_005;
    private List<String> platforms = List.of("x86_64-pc-linux-gnu");
    private String osName = "Linux Debian";
    private String osVersion = "Debian GNU/Linux 12 [6.1.0-13-amd64|libc 2.36]";
    private String vendor = "GenuineIntel";
    private String model = "Intel(R) Xeon(R) CPU [Family 6 Model 85 Stepping 7]";
    private int processors = 8;
    private double flops = 2e9;
    private double memory = 16.0 * (1 << 30);
    private Set<String> features = Set.of("fpu", "pni", "avx2", "vmx");
    private final List<Coprocessor> coprocessors = new ArrayList<>();
    private List<Coprocessor.OpenCl> processorOpenCl = List.of();
    private Equipment.VirtualMachines virtual = Equipment.VirtualMachines.NONE;
    private long user = 7;
    private String preferences = "";
    private double chance = 0.5;

    public static HostViewBuilder linux() {
        return new HostViewBuilder();
    }

    public static HostViewBuilder windows() {
        HostViewBuilder host = new HostViewBuilder().system("Microsoft Windows 10", "x64 Edition, (10.00.19045.00)");
        host.platforms = List.of("windows_x86_64", "windows_intelx86");
        return host;
    }

    /** A coprocessor as good drivers describe it. */
    public static Coprocessor coprocessor(ProcessorType type, int count) {
        return new Coprocessor(
                type,
                count,
                "some model",
                8.0 * (1 << 30),
                7.0 * (1 << 30),
                1e13,
                "1",
                new Coprocessor.Interfaces(
                        true,
                        true,
                        type == ProcessorType.ATI ? 10_041_848 : 53_513,
                        12_020,
                        806,
                        17,
                        true,
                        false,
                        301,
                        new Coprocessor.OpenCl(true, 300, 112_420, 8.0 * (1 << 30), true)));
    }

    public HostViewBuilder client(int release) {
        client = release;
        return this;
    }

    public HostViewBuilder platforms(String... names) {
        platforms = List.of(names);
        return this;
    }

    public HostViewBuilder system(String name, String version) {
        osName = name;
        osVersion = version;
        return this;
    }

    public HostViewBuilder processor(String maker, String kind) {
        vendor = maker;
        model = kind;
        return this;
    }

    public HostViewBuilder processors(int count) {
        processors = count;
        return this;
    }

    public HostViewBuilder flops(double each) {
        flops = each;
        return this;
    }

    public HostViewBuilder memory(double bytes) {
        memory = bytes;
        return this;
    }

    public HostViewBuilder features(String... names) {
        features = Set.of(names);
        return this;
    }

    public HostViewBuilder with(Coprocessor coprocessor) {
        coprocessors.add(coprocessor);
        return this;
    }

    public HostViewBuilder with(ProcessorType type) {
        return with(coprocessor(type, 1));
    }

    public HostViewBuilder processorOpenCl(Coprocessor.OpenCl... devices) {
        processorOpenCl = List.of(devices);
        return this;
    }

    public HostViewBuilder virtual(Equipment.VirtualMachines machines) {
        virtual = machines;
        return this;
    }

    public HostViewBuilder virtualBox(String release, boolean disabled) {
        return virtual(new Equipment.VirtualMachines(release, disabled, "", false, false, List.of()));
    }

    public HostViewBuilder user(long id) {
        user = id;
        return this;
    }

    public HostViewBuilder preferences(String xml) {
        preferences = xml;
        return this;
    }

    public HostViewBuilder chance(double drawn) {
        chance = drawn;
        return this;
    }

    public HostView build() {
        ClientFacts program = new ClientFacts(client, false, platforms, "");
        HostFacts facts = new HostFacts(
                new HostFacts.Name("", "", "", "", osName, osVersion, ""),
                new HostFacts.Processor(processors, vendor, model, flops, 0, 0),
                new HostFacts.Memory(memory, 0, 0),
                new HostFacts.Disk(1e12, 5e11, 0, 0),
                new HostFacts.Availability(1, 1, 1, 1, 0, 0),
                0,
                1);
        Equipment equipment = new Equipment(coprocessors, features, processorOpenCl, virtual);
        GlobalPreferences all = new GlobalPreferences(0, 100, 100, 100, GlobalPreferences.DEFAULT.disk());
        return new HostView(
                program,
                facts,
                equipment,
                HostAbility.of(facts, all),
                new HostView.Volunteer(user, preferences, chance));
    }
}
