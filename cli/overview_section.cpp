#include "cli/overview_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/day_curve.hpp"
#include "cli/dwell_minutes.hpp"
#include "cli/figure_text.hpp"
#include "cli/hour_bar.hpp"
#include "cli/text_table.hpp"
#include "cli/wrapped.hpp"

namespace celltally {

namespace {

constexpr std::int64_t kHour = 3600;

std::string text_of(TextTable& table, const std::vector<TextTable::Line>& lines) {
  for (const auto& line : lines) table.measure(line);
  std::string text = table.heading();
  for (const auto& line : lines) text += table.line(line);
  return text;
}

// How long people stayed in the mean, of those whose class is told.
struct MeanStay {
  double people = 0;
  double minutes = 0;

  std::string text() const {
    return people > 0 ? fmt::format("{:.0f} min", minutes / people) : std::string{};
  }
};

}  // namespace

std::string OverviewSection::more_of(std::size_t all, const char* what,
                                     const char* statistic) const {
  if (all <= kLines) return {};
  return wrapped(fmt::format("{} of {} {}; --stat {} shows all", kLines, all, what, statistic),
                 terminal.columns);
}

// "04  08  12  ": above every fourth hour which one it is.
std::string OverviewSection::axis() const {
  std::string axis;
  const Window& window = day.window();
  const std::int64_t hours = (window.to.seconds() - window.from.seconds()) / kHour;
  for (std::int64_t i = 0; i < hours; i += 4) {
    const auto at = Timestamp::from_seconds(window.from.seconds() + i * kHour);
    axis += time.clock(at).substr(0, 2) + "  ";
  }
  axis.resize(static_cast<std::size_t>(std::max(hours, std::int64_t{2})), ' ');
  return axis;
}

std::string OverviewSection::hours(Statistic statistic, const char* title) const {
  auto curves = DayCurve::of(day, report, statistic);
  // Nobody all day; so they say only in exact counts.
  std::erase_if(curves, [](const DayCurve& curve) {
    return curve.most.state == ReleaseState::published && curve.most.value == 0;
  });
  if (curves.empty()) return {};
  const bool bars = has_bars();
  std::vector<std::string> headings{title};
  if (bars) headings.push_back(axis());
  headings.insert(headings.end(), {"most", "at"});
  TextTable table{headings, bars ? 2u : 1u, terminal};
  std::vector<TextTable::Line> rows;
  for (std::size_t i = 0; i < std::min(curves.size(), kLines); ++i) {
    const DayCurve& curve = curves[i];
    TextTable::Line row{{curve.place, false}};
    if (bars) row.push_back({hour_bar(curve.hours, terminal.blocks), false});
    row.push_back(cell_of(curve.most, protection));
    const bool told = curve.most.state == ReleaseState::published;
    row.push_back({told ? time.clock(curve.at.from) : "", false});
    rows.push_back(std::move(row));
  }
  return text_of(table, rows) +
         more_of(curves.size(), "places", std::string{to_text(statistic)}.c_str());
}

std::string OverviewSection::visitors() const {
  const auto all = day.added_up(Statistic::visitors,
                                [&](const ReportRow& row) { return report.shown_place(row); });
  if (all.empty()) return {};
  std::map<std::pair<std::string, std::string>, Figure> classes;
  std::map<std::string, MeanStay> stays;
  for (const ReportRow* row : day.rows()) {
    const std::string& word = report.key(row->key).word;
    if (row->statistic == Statistic::visitors && !word.empty()) {
      classes[{report.shown_place(*row), word}] = Figure::of(*row, report);
    } else if (const auto minutes = dwell_minutes(word);
               row->statistic == Statistic::dwell && minutes) {
      MeanStay& stay = stays[report.shown_place(*row)];
      stay.people += static_cast<double>(row->value);
      stay.minutes += static_cast<double>(row->value) * *minutes;
    }
  }
  TextTable table{{"visitors", "all", "resident", "visitor", "unknown", "stay"}, 1, terminal};
  std::vector<TextTable::Line> rows;
  for (std::size_t i = 0; i < std::min(all.size(), kLines); ++i) {
    TextTable::Line row{{all[i].name, false}, cell_of(all[i].figure, protection)};
    for (const char* const word : {"resident", "visitor", "unknown"}) {
      row.push_back(cell_of(classes[{all[i].name, word}], protection));
    }
    row.push_back({stays[all[i].name].text(), false});
    rows.push_back(std::move(row));
  }
  return text_of(table, rows) + more_of(all.size(), "places", "visitors");
}

std::string OverviewSection::list(const char* title, const char* unit,
                                  const std::vector<ReportDay::Named>& named) const {
  if (named.empty()) return {};
  TextTable table{{title, unit}, 1, terminal};
  std::vector<TextTable::Line> rows;
  for (std::size_t i = 0; i < std::min(named.size(), kLines); ++i) {
    rows.push_back({{named[i].name, false}, cell_of(named[i].figure, protection)});
  }
  return text_of(table, rows);
}

std::string OverviewSection::flows() const {
  const auto ways = day.added_up(Statistic::flows, [&](const ReportRow& row) {
    return report.place(row.place) + " to " + report.key(row.key).word;
  });
  return list("trips", "people", ways) + more_of(ways.size(), "ways", "flows");
}

std::string OverviewSection::origins() const {
  const auto nights = day.added_up(Statistic::origin, [&](const ReportRow& row) {
    const std::string& night = report.key(row.key).word;
    return report.place(row.place) + (night == "unknown" ? ", unknown" : ", from " + night);
  });
  return list("where visitors spent the night", "people", nights) +
         more_of(nights.size(), "pairs of zones", "origin");
}

std::string OverviewSection::countries() const {
  const auto guests = day.added_up(Statistic::roamers,
                                   [&](const ReportRow& row) { return report.key(row.key).word; });
  return list("guests, by the code of their country", "in zones", guests) +
         more_of(guests.size(), "countries", "roamers");
}

// "age and gender: 12 % 25-34/f, ...": parts of what is told.
std::string OverviewSection::shares(Statistic statistic, const char* title) const {
  auto parts =
      day.added_up(statistic, [&](const ReportRow& row) { return report.key(row.key).word; });
  std::uint64_t all = 0;
  for (const auto& part : parts) all += part.figure.value;
  const bool tells = std::ranges::any_of(
      parts, [](const auto& part) { return part.figure.value > 0 && part.name != "unknown"; });
  if (!tells) return {};
  std::ranges::sort(parts, {}, [&](const ReportDay::Named& part) {
    return detail_from_text(statistic, row_key_name(statistic), part.name).value_or(Detail{});
  });
  std::string text;
  for (const auto& [name, figure] : parts) {
    if (figure.value == 0) continue;
    const double share = static_cast<double>(figure.value) / static_cast<double>(all);
    text += fmt::format("{} {:.0f} % {}", text.empty() ? ":" : ",", share * 100, name);
  }
  return wrapped(std::string{title} + text, terminal.columns);
}

std::string OverviewSection::segments() const {
  return shares(Statistic::segments, "age and gender");
}

std::string OverviewSection::quality() const {
  return shares(Statistic::quality, "minutes between a device's events, in the median");
}

// Of each event the kind is told, and its service too when that is known.
std::string OverviewSection::events(std::string_view key, const char* title) const {
  const auto sums = day.added_up(Statistic::events, [&](const ReportRow& row) {
    const RowKey& of_row = report.key(row.key);
    return of_row.name == key ? of_row.word : std::string{};
  });
  std::string text;
  for (const auto& [name, figure] : sums) {
    if (figure.value == 0 || name.empty()) continue;
    text +=
        fmt::format("{} {} {}", text.empty() ? ":" : ",", name, cell_of(figure, protection).text);
  }
  return text.empty() ? "" : wrapped(title + text, terminal.columns);
}

std::string OverviewSection::event_kinds() const {
  return events("kind", "events");
}

std::string OverviewSection::event_services() const {
  return events("service", "events, by service");
}

std::string OverviewSection::withheld() const {
  std::map<Statistic, std::pair<std::uint64_t, std::uint64_t>> counts;  // withheld, all
  for (const ReportRow* row : day.rows()) {
    auto& [hidden, all] = counts[row->statistic];
    hidden += row->state == ReleaseState::withheld ? 1 : 0;
    all += row->state == ReleaseState::no_data ? 0 : 1;
  }
  std::string text;
  for (const auto& [statistic, count] : counts) {
    if (count.first == 0) continue;
    text += fmt::format("{} {} {} of {}", text.empty() ? ":" : ",", to_text(statistic), count.first,
                        count.second);
  }
  return text.empty() ? "" : wrapped("rows withheld" + text, terminal.columns);
}

}  // namespace celltally
