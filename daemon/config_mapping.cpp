#include "daemon/config_mapping.hpp"

#include <algorithm>

namespace celltally {
namespace {

// How long a thread may sleep between two polls so that not more than half a ring fills up. At the
// highest rate of a port that has time to sleep at all: a million packets a second.
std::int64_t rest_us(std::uint32_t ring_descriptors) {
  return std::clamp<std::int64_t>(ring_descriptors / 2, 50, 1000);
}

}  // namespace

CaptureThread::Settings capture_settings(const CelltallyConfig& config) {
  const CountingConfig& counting = config.counting;
  CaptureThread::Settings settings;
  settings.clock = config.capture.clock == CaptureClock::packets ? CaptureThread::Clock::packets
                                                                 : CaptureThread::Clock::wall;
  settings.sessions.sessions_max = counting.sessions_max;
  settings.sessions.transactions_max = counting.transactions_max;
  settings.counting.people_max = counting.people_max;
  settings.counting.cells_max = counting.cells_max;
  settings.counting.visits_max = counting.visits_max;
  settings.counting.grace_s = counting.grace.count();
  settings.counting.drop_test_networks = counting.drop_test_networks;
  settings.spin = config.capture.idle == IdleBehaviour::spin;
  settings.rest_us = rest_us(config.capture.dpdk.ring_descriptors);
  return settings;
}

ReleaseRules release_rules(const ProtectionConfig& protection) {
  return {.people_min = protection.people_min, .rounding = protection.rounding};
}

OutboxLimits outbox_limits(const OutboxConfig& outbox) {
  OutboxLimits limits;
  limits.bytes_most = outbox.max_bytes;
  limits.age_most = outbox.max_age;
  limits.keep_acknowledged = outbox.keep_acknowledged;
  return limits;
}

void configure_log(const LogConfig& log) {
  Log::configure(static_cast<Log::Level>(log.level),
                 log.format == LogConfig::Format::json ? Log::Format::json : Log::Format::text);
}

}  // namespace celltally
