#include <nlohmann/json.hpp>

#include "cli/accuracy_figures.hpp"
#include "cli/accuracy_page.hpp"
#include "cli/dwell_accuracy.hpp"
#include "cli/flow_accuracy.hpp"
#include "cli/origin_accuracy.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

using Json = nlohmann::ordered_json;

Json maybe(Ratio value) {
  return value ? Json(*value) : Json(nullptr);
}

Json common_keys(const AccuracyFigures& figures) {
  Json json;
  json["rows"] = figures.rows;
  json["true"] = figures.truth;
  json["counted"] = figures.counted;
  json["bias"] = figures.bias();
  json["relative_bias"] = maybe(figures.relative_bias());
  json["mean_error"] = maybe(figures.mean_error());
  json["found"] = maybe(figures.found());
  json["right"] = maybe(figures.right());
  json["relative_error"] = {{"1-19", maybe(figures.relative_error(0))},
                            {"20-99", maybe(figures.relative_error(1))},
                            {"100+", maybe(figures.relative_error(2))}};
  return json;
}

void add_own_keys(Statistic statistic, const Comparison::OfStatistic& compared, Json& json) {
  if (statistic == Statistic::visitors) {
    for (const Comparison::Pair& pair : compared.by_detail()) {
      if (!pair.detail.starts_with("class=")) continue;
      json["classes"][pair.detail.substr(6)] = {{"true", pair.truth}, {"counted", pair.counted}};
    }
  } else if (statistic == Statistic::dwell) {
    const auto dwell = DwellAccuracy::of(compared);
    json["same_class"] = maybe(dwell.same_class);
    json["true_minutes"] = maybe(dwell.true_minutes);
    json["counted_minutes"] = maybe(dwell.counted_minutes);
  } else if (statistic == Statistic::flows) {
    const auto flows = FlowAccuracy::of(compared);
    json["common_part"] = maybe(flows.common_part);
    json["common_part_of_large"] = maybe(flows.common_part_of_large);
    json["zones"] = flows.zones;
    json["large_zones"] = flows.large_zones;
  } else if (statistic == Statistic::origin) {
    const auto origin = OriginAccuracy::of(compared);
    json["known"] = maybe(origin.known);
    json["known_true"] = maybe(origin.known_true);
    json["known_right"] = maybe(origin.right);
  }
}

}  // namespace

std::string accuracy_json(const Comparison& comparison) {
  std::string lines;
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const auto statistic = static_cast<Statistic>(i);
    const auto& compared = comparison.of(statistic);
    if (compared.pairs.empty() && compared.withheld == 0) continue;
    Json json;
    json["stat"] = to_text(statistic);
    json["from"] = utc_seconds(comparison.window.from);
    json["to"] = utc_seconds(comparison.window.to);
    if (!compared.level.empty()) json["level"] = compared.level;
    json.update(common_keys(AccuracyFigures::of(compared.rows(statistic))));
    json["withheld"] = compared.withheld;
    json["withheld_true"] = compared.withheld_true;
    add_own_keys(statistic, compared, json);
    lines += json.dump() + "\n";
  }
  return lines;
}

}  // namespace celltally
