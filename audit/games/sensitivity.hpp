#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "audit/audit_check.hpp"
#include "disclose/noise_rules.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// Events of one day (MadeDevices), in the order of time, to all of its exact windows.
using Counting = std::function<std::vector<ClosedWindow>(std::span<const SignallingEvent>)>;

// The product's: a Shard that counts presence as often as the rules say. REQUIRES: rules that
// follow from a choice.
Counting counting_of_product(const NoiseRules& rules);

// Row 2 of the threat table, its first half: how far can one device move the exact tables? With it
// and without it, in a small crowd, over many random devices, wild ones too. What it moves is what
// noise is made for.
AuditCheck check_sensitivity(const NoiseRules& rules, std::uint64_t seed, const Counting& counting,
                             std::uint32_t devices);

}  // namespace celltally
