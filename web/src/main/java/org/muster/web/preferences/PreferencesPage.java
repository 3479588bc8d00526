package org.muster.web.preferences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.member.Member;
import org.muster.web.member.MemberForm;
import org.muster.web.member.Venues;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/** {@code prefs.php?subset=global|project[&venue=]}: preferences for all computers, or for those at one venue. */
public final class PreferencesPage implements MemberForm {
    private final PageContext context;
    private final PreferenceRows rows;
    private final ApplicationChoice applications;

    public PreferencesPage(PageContext context) {
        this.context = context;
        this.rows = new PreferenceRows(context.work());
        this.applications = new ApplicationChoice(context.work());
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        Optional<Subset> subset = subset(request);
        if (subset.isEmpty()) {
            return context.site().notThere("kind of preferences");
        }
        PreferenceDocument document = rows.read(member.id(), subset.get());
        String done = request.flag("done") ? "Saved. Computers get it when they next contact the project." : "";
        return context.privatePage(
                subset.get().title(), body(request, document, venue(request), Forms.done(done), Map.of()));
    }

    @Override
    public Reply submit(PageRequest request, Member member) {
        Optional<Subset> asked = subset(request);
        if (asked.isEmpty()) {
            return context.site().notThere("kind of preferences");
        }
        Subset subset = asked.get();
        String venue = venue(request);
        List<String> complaints = complaints(request, subset);
        if (request.field("what").equals("save") && !complaints.isEmpty()) {
            PreferenceDocument document = rows.read(member.id(), subset);
            Markup complaint = Forms.complaint(String.join(" ", complaints));
            return context.refusal(subset.title(), body(request, document, venue, complaint, request.form()));
        }
        rows.change(member.id(), subset, context.now(), document -> switch (request.field("what")) {
            case "own" -> document.has(venue) ? document : document.with(venue, document.general());
            case "general" -> document.without(venue);
            default -> document.with(venue, answered(document.section(venue), request, subset));
        });
        return Reply.seeOther(address(subset, venue) + "&done=1");
    }

    private Section answered(Section section, PageRequest request, Subset subset) {
        Map<String, String> values = new LinkedHashMap<>();
        subset.preferences()
                .forEach(preference ->
                        values.put(preference.name(), preference.stored(request.field(preference.name()))));
        Section changed = section.with(values);
        return subset == Subset.PROJECT ? applications.take(changed, request) : changed;
    }

    private static List<String> complaints(PageRequest request, Subset subset) {
        return subset.preferences().stream()
                .flatMap(preference -> preference.complaint(request.field(preference.name())).stream())
                .toList();
    }

    private Markup body(
            PageRequest request, PreferenceDocument document, String venue, Markup said, Map<String, String> typed) {
        Subset subset = document.subset();
        return Markup.of(
                "<h1>{}</h1>\n{}{}{}",
                subset.title(),
                tabs(subset, venue),
                said,
                document.has(venue)
                        ? form(request, document, venue, typed)
                        : Markup.of(
                                "<p class=\"lead\">Computers at {} go by what is set for all computers.</p>\n{}",
                                venue,
                                Forms.button(
                                        request,
                                        address(subset, venue),
                                        "what",
                                        "own",
                                        "Set something else for " + venue)));
    }

    private Markup form(PageRequest request, PreferenceDocument document, String venue, Map<String, String> typed) {
        Subset subset = document.subset();
        Section section = document.section(venue);
        Map<String, List<Markup>> groups = new LinkedHashMap<>();
        for (Preference preference : subset.preferences()) {
            String value = typed.isEmpty()
                    ? preference.chosen(section)
                    : typed.getOrDefault(preference.name(), "").strip();
            groups.computeIfAbsent(preference.group(), group -> new ArrayList<>())
                    .add(field(preference, value));
        }
        List<Markup> fieldsets = new ArrayList<>();
        groups.forEach((group, fields) -> fieldsets.add(Markup.of(
                "<fieldset>\n<legend>{}</legend>\n<div class=\"grid\">\n{}</div>\n</fieldset>\n",
                group,
                Markup.all(fields))));
        Markup own = subset == Subset.PROJECT ? applications.fields(section) : Markup.NONE;
        Markup save = Markup.of("{}{}<button name=\"what\" value=\"save\">Save</button>\n", Markup.all(fieldsets), own);
        return Markup.of(
                "<div class=\"wide-form\">{}{}</div>\n",
                Forms.post(request, address(subset, venue), save),
                venue.isEmpty()
                        ? Markup.NONE
                        : Forms.button(
                                request,
                                address(subset, venue),
                                "what",
                                "general",
                                "Go by what is set for all computers again"));
    }

    private static Markup field(Preference preference, String value) {
        return preference.kind() == Preference.Kind.YES_NO
                ? Forms.box(preference.label(), preference.name(), value.equals("1"), "")
                : Forms.field(
                        preference.label(),
                        preference.name(),
                        value,
                        "text",
                        new Markup(" inputmode=\"decimal\" maxlength=\"22\""),
                        "");
    }

    private static Markup tabs(Subset subset, String current) {
        return Markup.of(
                "<ul class=\"tabs\">\n{}</ul>\n",
                Markup.all(Venues.ALL.stream()
                        .map(venue -> Markup.of(
                                "<li><a href=\"{}\"{}>{}</a></li>\n",
                                address(subset, venue),
                                venue.equals(current) ? new Markup(" aria-current=\"page\"") : Markup.NONE,
                                venue.isEmpty() ? "all computers" : venue))
                        .toList()));
    }

    private static String address(Subset subset, String venue) {
        return "prefs.php?subset=" + subset.query() + (venue.isEmpty() ? "" : "&venue=" + venue);
    }

    private static Optional<Subset> subset(PageRequest request) {
        return Subset.of(request.parameter("subset").orElse("global"));
    }

    private static String venue(PageRequest request) {
        return request.parameter("venue").filter(Venues.ALL::contains).orElse("");
    }
}
