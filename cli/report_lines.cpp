#include "cli/report_lines.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "outbox/row_text.hpp"
#include "vocabulary/row_key.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

// The texts of a window's two ends, made once; no row needs escaping, for places, names, words and
// times have neither quotes nor commas.
struct WindowText {
  std::string from;
  std::string to;
};

std::vector<WindowText> window_texts(const Report& report) {
  std::vector<WindowText> texts;
  texts.reserve(report.windows());
  for (std::uint32_t i = 0; i < report.windows(); ++i) {
    texts.push_back({utc_seconds(report.window(i).from), utc_seconds(report.window(i).to)});
  }
  return texts;
}

// What is said in every row of a report that must not pass for an ordinary one; empty for that.
struct Mark {
  std::string_view name;
  std::string value;
};

Mark mark_of(const ReportProtection& protection) {
  if (protection.exact) return {"exact", "true"};
  if (protection.seed) return {"noise_seed", fmt::format("{}", *protection.seed)};
  if (protection.noise) return {};
  if (protection.rules.below_floor())
    return {"people_min", fmt::format("{}", protection.rules.people_min)};
  return {};
}

// ",18.0,true,5", each part told only where a JSON line has it.
void append_noise(const RowNoise& noise, std::string& line) {
  line += ',';
  if (noise.sigma_tenths > 0) line += tenths_text(noise.sigma_tenths);
  line += noise.near_threshold ? ",true," : ",,";
  if (noise.rest_of > 0) line += std::to_string(noise.rest_of);
}

}  // namespace

void print_json(const Report& report, const StatisticChoice& choice,
                const ReportProtection& protection, Output& out) {
  const Mark mark = mark_of(protection);
  const std::string further_keys =
      mark.name.empty() ? "" : fmt::format(R"(,"{}":{})", mark.name, mark.value);
  const auto windows = window_texts(report);
  for (const ReportRow& row : report.rows()) {
    if (out.failed()) return;
    if (!choice.has(row.statistic)) continue;
    const WindowText& window = windows[row.window];
    append_row({.statistic = row.statistic,
                .place = report.place(row.place),
                .from = window.from,
                .to = window.to,
                .state = row.state,
                .value = row.value,
                .key = report.key(row.key).name,
                .word = report.key(row.key).word,
                .noise = report.noise(row.noise),
                .mark = further_keys},
               out.buffer());
    out.written();
  }
}

void print_csv(const Report& report, const StatisticChoice& choice,
               const ReportProtection& protection, Output& out) {
  const Mark mark = mark_of(protection);
  const std::string comma = mark.name.empty() ? "" : ",";
  const std::string end_of_row = comma + mark.value + "\n";
  const auto windows = window_texts(report);
  out.write("stat,place,from,to,");
  for (const std::string_view name : kRowKeyNames) out.write(std::string{name} + ",");
  out.write("state,value");
  if (protection.noise) out.write(",sigma,near_threshold,rest_of");
  out.write(comma + std::string{mark.name} + "\n");
  for (const ReportRow& row : report.rows()) {
    if (out.failed()) return;
    if (!choice.has(row.statistic)) continue;
    const WindowText& window = windows[row.window];
    const auto end = std::back_inserter(out.buffer());
    fmt::format_to(end, "{},{},{},{},", to_text(row.statistic), report.place(row.place),
                   window.from, window.to);
    const RowKey& key = report.key(row.key);
    for (const std::string_view name : kRowKeyNames) {
      fmt::format_to(end, "{},", name == key.name ? key.word : std::string_view{});
    }
    fmt::format_to(end, "{},", to_text(row.state));
    if (row.state == ReleaseState::published) fmt::format_to(end, "{}", row.value);
    if (protection.noise) append_noise(report.noise(row.noise), out.buffer());
    out.write(end_of_row);
  }
}

}  // namespace celltally
