#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "config/cell_inventory.hpp"
#include "config/celltally_config.hpp"
#include "daemon/capture_settings.hpp"
#include "daemon/subscriber_lists_loading.hpp"
#include "disclose/noise_rules.hpp"
#include "disclose/place_list.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/window_gate.hpp"
#include "noise/random_source.hpp"
#include "outbox/outbox_limits.hpp"
#include "service/log.hpp"
#include "vocabulary/detail.hpp"

namespace celltally {

// From what the operator wrote to what each stage takes. The configuration is a valid one.
CaptureSettings capture_settings(const CelltallyConfig& config, MachineRules machines,
                                 std::shared_ptr<const SubscriberLists> lists);
// With the key where systemd put it, if it is one of its credentials.
SubscriberListFiles subscriber_list_files(const CountingConfig& counting);
ReleaseRules release_rules(const ProtectionConfig& protection);

// In what steps the whole probe's people and events are told to those who run it. With noise so
// coarse that nobody's day moves them (privacy reference 3, row 12).
std::uint64_t people_step(const ProtectionConfig& protection);

// Nothing where counts are protected by a threshold only.
std::optional<NoiseRules> noise_rules(const CelltallyConfig& config);
// Borrows the source.
WindowGate window_gate(const CelltallyConfig& config, RandomSource& random);
CountingPlan counting_plan(const CountingConfig& counting, const ProtectionConfig& protection);
PlaceList place_list(CellInventory inventory, CountLevel level);
std::shared_ptr<const CountingBasis> counting_basis(const CellInventory& inventory,
                                                    CountingPlan plan, std::uint32_t edition);
// The kinds and services of Statistic::events that have rows.
std::vector<Detail> event_rows(const CountingConfig& counting);
OutboxLimits outbox_limits(const OutboxConfig& outbox);
void configure_log(const LogConfig& log);

}  // namespace celltally
