#include "daemon/shipper/shipper_status.hpp"

#include <nlohmann/json.hpp>

#include "ship/health.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {
namespace {

using Json = nlohmann::ordered_json;

Json sink_object(const SinkView& sink) {
  const SinkTally& tally = sink.tally;
  Json object{{"name", sink.name},          {"delivered", tally.delivered},
              {"waiting", tally.waiting},   {"refused", tally.refused},
              {"dropped", tally.dropped},   {"closed", tally.closed},
              {"attempts", tally.attempts}, {"failures", tally.failures},
              {"rows", tally.rows},         {"done", tally.done}};
  if (!tally.last_error.empty()) object["last_error"] = tally.last_error;
  if (tally.failing_since) object["failing_since"] = utc_seconds(*tally.failing_since);
  if (sink.oldest_waiting) object["oldest_waiting"] = utc_seconds(*sink.oldest_waiting);
  if (!sink.state_problem.empty()) object["state_problem"] = sink.state_problem;
  if (!sink.refused_names.empty()) object["refused_segments"] = sink.refused_names;
  return object;
}

}  // namespace

std::string shipper_status_json(const ShipperView& view, const HealthLimits& limits,
                                const std::string& version, Timestamp started, Timestamp now) {
  Json json{{"at", utc_seconds(now)},
            {"version", version},
            {"uptime_s", now.seconds() - started.seconds()},
            {"outbox_segments", view.outbox.segments},
            {"outbox_bytes", view.outbox.bytes},
            {"acknowledged", view.outbox.acknowledged}};
  if (!view.outbox.problem.empty()) json["outbox_problem"] = view.outbox.problem;
  json["problems"] = health_problems(view, limits, Now::read());
  json["sinks"] = Json::array();
  for (const SinkView& sink : view.sinks) json["sinks"].push_back(sink_object(sink));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace celltally
