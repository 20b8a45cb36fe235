#include "daemon/config_mapping.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include "config/secret_file.hpp"

namespace celltally {

CaptureSettings capture_settings(const CelltallyConfig& config, MachineRules machines,
                                 std::shared_ptr<const SubscriberLists> lists) {
  const CountingConfig& counting = config.counting;
  CaptureSettings settings;
  settings.clock = config.capture.clock == CaptureClock::packets ? CaptureSettings::Clock::packets
                                                                 : CaptureSettings::Clock::wall;
  settings.workers = config.capture.workers;
  settings.cores = config.capture.cores;
  settings.shards = counting.shards;
  settings.ring_items = counting.ring_events;
  settings.sessions.sessions_max = counting.sessions_max;
  settings.sessions.listed_people_max = counting.people_max;
  settings.sessions.transactions_max = counting.transactions_max;
  settings.counting.people_max = counting.people_max;
  settings.counting.cells_max = counting.cells_max;
  settings.counting.visits_max = counting.visits_max;
  settings.counting.grace_s = counting.grace.count();
  settings.counting.drop_test_networks = counting.drop_test_networks;
  settings.interrupts = config.capture.idle == IdleBehaviour::interrupt;
  settings.spin = config.capture.idle == IdleBehaviour::spin;
  settings.ring_packets = config.capture.dpdk.ring_descriptors;
  settings.machines = std::make_shared<const MachineRules>(std::move(machines));
  settings.lists = std::move(lists);
  return settings;
}

SubscriberListFiles subscriber_list_files(const CountingConfig& counting) {
  const char* const credentials = std::getenv("CREDENTIALS_DIRECTORY");
  SubscriberListFiles files{counting.segments, counting.opted_out, counting.operator_key};
  const auto key = secret_path(counting.operator_key, credentials == nullptr ? "" : credentials);
  if (key) files.operator_key = *key;
  return files;
}

ReleaseRules release_rules(const ProtectionConfig& protection) {
  return {.people_min = protection.people_min, .rounding = protection.rounding};
}

std::uint64_t people_step(const ProtectionConfig& protection) {
  constexpr std::uint64_t kWithNoise = 1000;
  if (protection.mode != ProtectionConfig::Mode::noise) return protection.people_min;
  return std::max(kWithNoise, protection.people_min);
}

std::optional<NoiseRules> noise_rules(const CelltallyConfig& config) {
  const ProtectionConfig& protection = config.protection;
  if (protection.mode != ProtectionConfig::Mode::noise) return std::nullopt;
  NoiseChoice choice;
  choice.grain_minutes = config.counting.grain_minutes;
  choice.statistics = protection.statistics;
  choice.shape = protection.shape;
  choice.epsilon_tenths = protection.epsilon_tenths;
  choice.people_min = protection.people_min;
  choice.hard_floor = protection.hard_floor;
  choice.start_above = protection.start_above;
  choice.near_below = protection.near_below;
  for (const std::string& cell : protection.sensitive) {
    choice.sensitive.insert(place_from_text(cell).value());
  }
  for (const ProtectionConfig::Family& family : protection.families) {
    choice.families.push_back({family.statistic, family.scale_tenths, family.threshold,
                               static_cast<std::uint32_t>(family.cap)});
  }
  return NoiseRules::from(choice);
}

WindowGate window_gate(const CelltallyConfig& config, RandomSource& random) {
  const auto rules = noise_rules(config);
  if (rules) return {*rules, event_rows(config.counting), random};
  return {release_rules(config.protection), event_rows(config.counting)};
}

CountingPlan counting_plan(const CountingConfig& counting, const ProtectionConfig& protection) {
  CountingPlan plan;
  plan.grain_minutes = counting.grain_minutes;
  plan.level = counting.level;
  plan.leave_out_temporary = counting.leave_out_temporary;
  for (const std::string& network : counting.home_networks) {
    plan.home_networks.push_back(plmn_from_text(network).value());
  }
  for (const ProtectionConfig::Family& family : protection.families) {
    std::uint32_t* const cap = plan.caps.of(family.statistic);
    if (cap != nullptr && family.cap > 0) *cap = static_cast<std::uint32_t>(family.cap);
  }
  return plan;
}

PlaceList place_list(CellInventory inventory, CountLevel level) {
  PlaceList list;
  list.level = level;
  list.cells = std::move(inventory.cells);
  list.names = std::make_shared<const PlaceNames>(std::move(inventory.names));
  return list;
}

std::shared_ptr<const CountingBasis> counting_basis(const CellInventory& inventory,
                                                    CountingPlan plan, std::uint32_t edition) {
  return std::make_shared<const CountingBasis>(std::move(plan), inventory.cells, edition);
}

std::vector<Detail> event_rows(const CountingConfig& counting) {
  std::vector<Detail> rows;
  for (const EventKind kind : counting.event_kinds) rows.push_back(Detail::of(kind));
  for (const ServiceClass service : counting.event_services) rows.push_back(Detail::of(service));
  return rows;
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
