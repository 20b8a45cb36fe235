#include "audit/report/audit_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "audit/report/audit_tally.hpp"
#include "audit/report/verdict.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

using Json = nlohmann::ordered_json;

// What follows from rho, with as many digits as anybody wants.
double rounded(double number) {
  constexpr double kParts = 1e4;
  return std::round(number * kParts) / kParts;
}

Json json_of(const AuditCheck::Figure& figure) {
  const bool at_most = figure.mark == AuditCheck::Figure::Mark::at_most;
  return {{"what", figure.what},
          {"measured", figure.measured},
          {"mark", at_most ? "at_most" : "at_least"},
          {"bound", figure.bound},
          {"holds", figure.holds()}};
}

Json json_of(const AuditCheck::Plot& plot) {
  Json series = Json::array();
  for (const AuditCheck::Series& each : plot.series) {
    series.push_back({{"name", each.name}, {"x", each.x}, {"y", each.y}});
  }
  return {{"title", plot.title}, {"x", plot.x_label}, {"y", plot.y_label}, {"series", series}};
}

Json json_of(const AuditCheck& check) {
  Json figures = Json::array();
  for (const AuditCheck::Figure& figure : check.figures) figures.push_back(json_of(figure));
  Json plots = Json::array();
  for (const AuditCheck::Plot& plot : check.plots) plots.push_back(json_of(plot));
  return {{"name", check.name},
          {"verdict", verdict_word(check.verdict)},
          {"attacker", check.attacker},
          {"defence", check.defence},
          {"said", check.said},
          {"figures", figures},
          {"plots", plots}};
}

}  // namespace

std::string audit_json(const AuditAbout& about, std::span<const AuditCheck> checks) {
  const AuditTally tally = AuditTally::of(checks);
  Json json{{"format", 1},
            {"probe", about.probe},
            {"programs", about.programs},
            {"at", utc_seconds(about.at)},
            {"quick", about.quick},
            {"rules", about.rules}};
  if (about.promised) {
    json["promised"] = {{"rho", about.promised->rho},
                        {"delta", AuditAbout::kDelta},
                        {"epsilon", rounded(about.promised->epsilon(AuditAbout::kDelta))},
                        {"advantage", rounded(about.promised->advantage())}};
  }
  json["passed"] = tally.passed;
  json["failed"] = tally.failed;
  json["skipped"] = tally.skipped;
  json["checks"] = Json::array();
  for (const AuditCheck& check : checks) json["checks"].push_back(json_of(check));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace celltally
