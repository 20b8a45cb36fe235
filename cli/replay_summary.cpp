#include "cli/replay_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/count_group.hpp"
#include "cli/protection_note.hpp"
#include "vocabulary/utc_text.hpp"
#include "vocabulary/version.hpp"

namespace celltally {

namespace {

constexpr double kDelta = 1e-9;

// People as counts are released: nothing below the threshold, else rounded.
std::optional<std::uint64_t> people_released(const ReplaySummary& summary) {
  if (summary.protection.exact) return summary.people;
  if (summary.protection.noise) return std::nullopt;
  return released_value(summary.people, summary.people, summary.protection.rules);
}

std::string people_text(const ReplaySummary& summary) {
  const auto people = people_released(summary);
  if (people) return fmt::format("{}", *people);
  if (summary.protection.noise) return "not told";
  return fmt::format("<{}", summary.protection.rules.people_min);
}

double share_of_located(std::uint64_t events, const ReplaySummary& summary) {
  if (summary.located() == 0) return 0;
  return static_cast<double>(events) / static_cast<double>(summary.located());
}
double unknown_share(const ReplaySummary& summary) {
  return share_of_located(summary.counted.counted_unknown, summary);
}
double temporary_share(const ReplaySummary& summary) {
  return share_of_located(summary.counted.counted_temporary, summary);
}

// "bad GTP header": "bad_gtp_header".
std::string key_of(std::string_view name) {
  std::string key{name};
  for (char& c : key) {
    if (c == ' ') c = '_';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '\'') c = '_';
  }
  return key;
}

std::string hidden_people_text(const ReplaySummary& summary) {
  if (summary.protection.noise) {
    return "what people did is told in rows with noise only; --exact tells it, in the lab";
  }
  return fmt::format(
      "fewer than {} people on the fullest day: what they did is not told; --exact tells it, in "
      "the lab",
      summary.protection.rules.people_min);
}

// When the capture began and ended, to the hour where one person's first event could be the
// capture's.
std::pair<std::string, std::string> ends_of(const ReplaySummary& summary) {
  if (summary.protection.exact) return {utc_precise(summary.first), utc_precise(summary.last)};
  constexpr std::int64_t kHour = 3600;
  const auto hour_of = [](Timestamp at) {
    const std::int64_t over = at.seconds() % kHour;
    return at.seconds() - over - (over < 0 ? kHour : 0);
  };
  return {utc_seconds(Timestamp::from_seconds(hour_of(summary.first))),
          utc_seconds(Timestamp::from_seconds(hour_of(summary.last) + kHour))};
}

constexpr int kLabelWidth = 28;

std::string line(std::string_view label, std::string_view text) {
  return fmt::format("{:<{}}{}\n", label, kLabelWidth, text);
}

// A group is worth showing when something happened in it; damage only when there is some.
bool worth_showing(const CountGroup& group) {
  return std::any_of(group.items.begin(), group.items.end(), [](const CountGroup::Item& item) {
    return item.count > 0 && item.name != "intact";
  });
}

std::string group_text(const CountGroup& group) {
  std::string text =
      group.total ? line(group.name, fmt::format("{:>12}", *group.total)) : line(group.name, "");
  text.erase(text.find_last_not_of(" \n") + 1);
  text += '\n';
  for (const CountGroup::Item& item : group.items) {
    if (item.count == 0) continue;
    text += line(fmt::format("  {}", item.name), fmt::format("{:>12}", item.count));
  }
  return text;
}

}  // namespace

std::string summary_text(const ReplaySummary& summary) {
  std::string text;
  if (summary.protection.exact) text += protection_note(summary.protection) + "\n";
  text += line("files", fmt::format("{:>12}", summary.files));
  if (summary.packets > 0) {
    const auto [from, to] = ends_of(summary);
    text += line("capture", from + " to " + to);
  }
  for (const CountGroup& group : groups_of(summary)) {
    if (group.of_people && summary.hides_people()) continue;
    if (worth_showing(group)) text += group_text(group);
  }
  if (summary.hides_people()) {
    text += line("people and events", hidden_people_text(summary));
  } else if (summary.located() > 0) {
    text += line("located events", fmt::format("{:>12}", summary.located()));
    text +=
        line("  of unknown people", fmt::format("{:>12}  {:.1f} %", summary.counted.counted_unknown,
                                                100 * unknown_share(summary)));
    text += line("  by temporary identity",
                 fmt::format("{:>12}  {:.1f} %", summary.counted.counted_temporary,
                             100 * temporary_share(summary)));
  }
  text += line("people, most in a day", fmt::format("{:>12}", people_text(summary)));
  text += line("cells, most in a day", fmt::format("{:>12}", summary.cells));
  if (summary.backward_steps > 0) {
    text += line("time went back", fmt::format("{:>12}", summary.backward_steps));
  }
  text += line("key", to_text(summary.key));
  text += line("complete", summary.complete() ? "yes" : "no: the counts are too low, see above");
  if (summary.protection.exact) text += protection_note(summary.protection) + "\n";
  return text;
}

std::string summary_json(const ReplaySummary& summary) {
  nlohmann::ordered_json json;
  json["version"] = kVersion;
  const ReportProtection& protection = summary.protection;
  json["exact"] = protection.exact;
  if (protection.noise) {
    json["mode"] = "noise";
    if (protection.seed) json["noise_seed"] = *protection.seed;
    json["day"] = {{"rho", protection.noise->day().rho},
                   {"epsilon", protection.noise->day().epsilon(kDelta)},
                   {"delta", kDelta}};
  } else if (!protection.exact) {
    json["mode"] = "threshold_only";
    json["people_min"] = protection.rules.people_min;
    json["rounding"] = protection.rules.rounding;
  }
  json["note"] = protection_note(protection);
  json["complete"] = summary.complete();
  json["files"] = summary.files;
  json["problems"] = summary.problems;
  json["notes"] = summary.notes;
  if (summary.packets > 0) {
    const auto [from, to] = ends_of(summary);
    json["from"] = from;
    json["to"] = to;
  }
  for (const CountGroup& group : groups_of(summary)) {
    if (group.of_people && summary.hides_people()) continue;
    auto& object = json[key_of(group.name)];
    if (group.total) object["total"] = *group.total;
    for (const CountGroup::Item& item : group.items) object[key_of(item.name)] = item.count;
  }
  if (summary.hides_people()) {
    json["not_told"] = hidden_people_text(summary);
  } else {
    json["located_events"] = {{"total", summary.located()},
                              {"unknown_people", summary.counted.counted_unknown},
                              {"temporary_people", summary.counted.counted_temporary},
                              {"known_people", summary.located() - summary.counted.counted_unknown -
                                                   summary.counted.counted_temporary}};
    json["unknown_share"] = unknown_share(summary);
    json["temporary_share"] = temporary_share(summary);
  }
  const auto people = people_released(summary);
  json["people"]["state"] = people ? "published" : "withheld";
  if (people) json["people"]["value"] = *people;
  json["cells"] = summary.cells;
  json["time_went_back"] = summary.backward_steps;
  json["key"] = to_text(summary.key);
  // File names may hold any bytes.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace celltally
