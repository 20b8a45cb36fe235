#include "ship/probe_report.hpp"

#include <nlohmann/json.hpp>

#include "outbox/segment_file.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

std::optional<double> ProbeReport::number(std::string_view key) const {
  const auto found = numbers.find(key);
  return found == numbers.end() ? std::nullopt : std::optional{found->second};
}

std::string_view ProbeReport::text(std::string_view key) const {
  const auto found = texts.find(key);
  return found == texts.end() ? std::string_view{} : std::string_view{found->second};
}

Result<ProbeReport, std::string> probe_report_from(std::string_view json) {
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) return fail(std::string{"is not an object of JSON"});
  ProbeReport report;
  for (const auto& [key, value] : parsed.items()) {
    if (value.is_boolean()) report.numbers[key] = value.get<bool>() ? 1.0 : 0.0;
    if (value.is_number()) report.numbers[key] = value.get<double>();
    if (value.is_string()) report.texts[key] = value.get<std::string>();
  }
  const auto at = utc_from_text(report.text("at"));
  if (!at) return fail(std::string{"says no time, as \"at\":\"2026-01-01T12:00:00Z\""});
  report.at = *at;
  return report;
}

Result<ProbeReport, std::string> read_probe_report(const std::string& path) {
  const auto text = bytes_of_file(path, ProbeReport::kBytesMost);
  if (!text) return fail(text.error().text);
  auto report = probe_report_from(*text);
  if (!report) return fail(path + ": " + report.error());
  return report;
}

}  // namespace celltally
