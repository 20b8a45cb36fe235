#include "ship/health.hpp"

#include <cmath>
#include <cstdint>
#include <string_view>

namespace celltally {

namespace {

using Problems = std::vector<std::string>;

std::int64_t seconds_between(Timestamp from, Timestamp to) {
  return (to.ns - from.ns) / 1'000'000'000;
}

// "1.25 %"
std::string percent(double ppm) {
  const auto hundredths = std::llround(ppm / 100.0);
  const std::string cents = std::to_string(100 + hundredths % 100).substr(1);
  return std::to_string(hundredths / 100) + "." + cents + " %";
}

std::string whole(double number) {
  return std::to_string(std::llround(number));
}

void check_numbers(const ProbeReport& report, const HealthLimits& limits, Problems& problems) {
  const auto silent = report.number("seconds_since_packet");
  const auto most = static_cast<double>(limits.no_packet.count());
  if (most > 0 && silent && *silent > most) {
    problems.push_back("probe: no packet for " + whole(*silent) + " s (limit " + whole(most) +
                       " s)");
  }
  const auto ports = report.number("ports");
  const auto up = report.number("ports_up");
  if (ports && up && *up < *ports) {
    problems.push_back("probe: the link of " + whole(*ports - *up) + " of " + whole(*ports) +
                       " ports is down");
  }
  const std::string_view trouble = report.text("outbox_trouble");
  if (!trouble.empty()) problems.push_back("probe: " + std::string{trouble});
  const double full = report.number("tables_full_total").value_or(0);
  if (full > 0) {
    problems.push_back("probe: " + whole(full) +
                       " times something was not counted, for a table was full");
  }
  if (report.number("clock_synchronised").value_or(1) == 0) {
    problems.push_back("probe: the clock is not synchronised");
  }
  if (const double refused = report.number("windows_refused_total").value_or(0); refused != 0) {
    problems.push_back("probe: " + whole(refused) +
                       " windows were not released; celltally status says why");
  }
  if (report.number("key_overdue").value_or(0) != 0) {
    problems.push_back("probe: the key should have been replaced; it is " +
                       whole(report.number("key_age_s").value_or(0)) + " s old");
  }
}

void check_probe(const ProbeWatch& probe, const HealthLimits& limits, const Now& now,
                 Problems& problems) {
  if (limits.probe_silent.count() == 0) return;
  if (!probe.problem().empty()) problems.push_back("probe: " + probe.problem());
  if (!probe.report()) return;
  const std::int64_t age = seconds_between(probe.report()->at, now.wall);
  if (std::abs(age) > limits.probe_silent.count()) {
    problems.push_back("probe: its report is " + std::to_string(age) + " s old (limit " +
                       std::to_string(limits.probe_silent.count()) + " s)");
    return;  // what an old report says is no news
  }
  check_numbers(*probe.report(), limits, problems);
  const ProbeWatch::Shares shares = probe.shares();
  if (shares.lost_ppm > static_cast<double>(limits.loss_ppm)) {
    problems.push_back("probe: " + percent(shares.lost_ppm) + " of the packets are lost (limit " +
                       percent(static_cast<double>(limits.loss_ppm)) + ")");
  }
  if (shares.damaged_ppm > static_cast<double>(limits.damaged_ppm)) {
    problems.push_back("probe: " + percent(shares.damaged_ppm) +
                       " of the packets are damaged (limit " +
                       percent(static_cast<double>(limits.damaged_ppm)) + ")");
  }
}

void check_outbox(const OutboxView& outbox, const HealthLimits& limits, Problems& problems) {
  if (!outbox.problem.empty()) problems.push_back("outbox: " + outbox.problem);
  if (limits.outbox_bytes > 0 && outbox.bytes > limits.outbox_bytes) {
    problems.push_back("outbox: " + std::to_string(outbox.bytes) + " bytes (limit " +
                       std::to_string(limits.outbox_bytes) + ")");
  }
}

void check_sink(const SinkView& sink, const HealthLimits& limits, const Now& now,
                Problems& problems) {
  const std::string name = "sink " + sink.name + ": ";
  const SinkTally& tally = sink.tally;
  if (sink.oldest_waiting) {
    const std::int64_t for_s = seconds_between(*sink.oldest_waiting, now.wall);
    if (for_s > limits.undelivered.count()) {
      problems.push_back(name + "the oldest of " + std::to_string(tally.waiting) +
                         " segments waiting is " + std::to_string(for_s) + " s old (limit " +
                         std::to_string(limits.undelivered.count()) + " s)" +
                         (tally.failing_since ? ": " + tally.last_error : ""));
    }
  }
  if (tally.refused > 0) {
    std::string last = sink.refused_names.empty() ? "" : ", the last: " + sink.refused_names.back();
    problems.push_back(name + std::to_string(tally.refused) +
                       " segments were refused and put aside" + last);
  }
  if (tally.damaged > 0) {
    problems.push_back(name + std::to_string(tally.damaged) + " segments came damaged");
  }
  if (!sink.state_problem.empty()) {
    problems.push_back(name + "its state is not saved: " + sink.state_problem);
  }
}

}  // namespace

std::vector<std::string> health_problems(const ShipperView& view, const HealthLimits& limits,
                                         const Now& now) {
  Problems problems;
  check_probe(view.probe, limits, now, problems);
  check_outbox(view.outbox, limits, problems);
  for (const SinkView& sink : view.sinks) check_sink(sink, limits, now, problems);
  return problems;
}

}  // namespace celltally
