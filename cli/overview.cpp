#include "cli/overview.hpp"

#include <fmt/format.h>

#include <string>

#include "cli/overview_section.hpp"
#include "cli/protection_note.hpp"
#include "cli/report_day.hpp"
#include "cli/report_legend.hpp"
#include "cli/wrapped.hpp"

namespace celltally {

namespace {

std::string heading(const OverviewSection& section) {
  const Window& window = section.day.window();
  const LocalTime& time = section.time;
  std::string text = wrapped(fmt::format("{} to {}, {}", time.date_and_clock(window.from),
                                         time.date_and_clock(window.to), time.zone()),
                             section.terminal.columns);
  for (const Window& silent : section.day.silent()) {
    text += wrapped(fmt::format("no data of any place from {} to {}", time.clock(silent.from),
                                time.clock(silent.to)),
                    section.terminal.columns);
  }
  return text;
}

}  // namespace

void print_overview(const Report& report, const LocalTime& time, const ReportProtection& protection,
                    const Terminal& terminal, Output& out) {
  if (protection.exact) out.write(wrapped(protection_note(protection), terminal.columns) + "\n");
  bool bars = false;
  for (const ReportDay& day : ReportDay::of(report)) {
    if (out.failed()) return;
    const OverviewSection section{report, day, time, protection, terminal};
    bars = section.has_bars();
    out.write(heading(section));
    for (const std::string& part :
         {section.hours(Statistic::presence, "people"), section.visitors(), section.flows(),
          section.origins(), section.countries(), section.segments(),
          section.hours(Statistic::machines, "machines"), section.event_kinds(),
          section.event_services(), section.quality(), section.withheld()}) {
      if (!part.empty()) out.write("\n" + part);
    }
    out.write("\n");
  }
  if (bars) {
    out.write(sign_meaning(terminal.blocks ? "▁ to █" : "1 to 8",
                           "an hour in eighths of the most; . is withheld, - no data",
                           terminal.columns));
  }
  out.write(report_legend(report, protection, terminal.columns));
}

}  // namespace celltally
