#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "vocabulary/count_level.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/service_class.hpp"

namespace celltally {

// Section `counting`: how large the tables are, and what is counted. The sizes are of the whole
// probe, but for sessions and transactions, which each worker has for itself.
struct CountingConfig {
  std::uint64_t people_max = std::uint64_t{1} << 21;  // different people a day
  std::uint64_t cells_max = std::uint64_t{1} << 16;   // different cells a day
  std::uint64_t visits_max = std::uint64_t{1} << 24;  // different (person, cell) pairs a day
  std::uint64_t sessions_max = std::uint64_t{1} << 22;
  std::uint64_t transactions_max = std::uint64_t{1} << 20;
  std::uint32_t shards = 1;            // threads that count
  std::uint64_t ring_events = 65'536;  // room between a worker and a shard
  std::chrono::seconds grace{60};      // 0 to 30 minutes
  bool drop_test_networks = true;
  std::uint32_t grain_minutes = 60;        // of presence: 15, 30, 60 or 180
  CountLevel level = CountLevel::cell;     // of presence, visitors and dwell
  std::vector<std::string> home_networks;  // "208-93"; empty: guests are of another country
  bool leave_out_temporary = false;        // people known by a temporary identity alone
  std::string machines;                    // file of MachineList; empty: none
  // Files of SubscriberFile, and of the key with which they were made; empty: none.
  std::string segments;
  std::string opted_out;
  std::string operator_key;
  // Which kinds have rows, each once.
  std::vector<EventKind> event_kinds{EventKind::attach,          EventKind::area_update,
                                     EventKind::service_request, EventKind::handover,
                                     EventKind::session_new,     EventKind::detach};
  // Which services have rows, each once; may be empty.
  std::vector<ServiceClass> event_services{ServiceClass::voice, ServiceClass::text,
                                           ServiceClass::data};

  bool operator==(const CountingConfig&) const = default;
};

}  // namespace celltally
