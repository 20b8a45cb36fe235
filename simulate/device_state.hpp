#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "simulate/diary.hpp"
#include "simulate/split_mix.hpp"
#include "simulate/truth_tables.hpp"

namespace celltally {

// What the networks and a device know of one another. Numbers of 0 are none.
struct DeviceContext {
  std::uint32_t mme_teid = 0;   // on Gn that of the SGSN, on N4 the low half of the SMF's SEID
  std::uint32_t core_teid = 0;  // of the SGW, the GGSN; the UPF's SEID
  std::uint32_t user_teid = 0;  // the core's end of the user plane
  std::uint32_t radio_id = 0;   // of the context at the eNB or gNB
  std::uint32_t core_id = 0;    // of the context at the MME or AMF
  std::uint32_t tmsi = 0;
  std::uint32_t site = 0;          // where the radio context is
  std::uint16_t session = 0;       // how many PDN connections there were
  std::uint16_t wifi_session = 0;  // and times on Wi-Fi
};

// A device of the made-up world between two acts. Kept for every one of them: small.
struct DeviceState {
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  // When what happens next, in nanoseconds since 1970.
  std::int64_t border = kNever;   // it goes on to the next visit
  std::int64_t event = kNever;    // it wants something of the network
  std::int64_t release = kNever;  // its connection ends
  std::int64_t update = kNever;   // a sign of life is due
  SplitMix random{0};
  Diary diary{};
  DeviceContext context{};
  DiaryVisit visit{};
  std::uint32_t serving = 0;    // cell of its radio's layer
  std::uint32_t area = 0;       // where it is registered
  std::uint32_t wifi_cell = 0;  // the access point that it is at
  std::uint32_t last_seen = 0;  // by a perfect probe, in seconds since the day began
  TruthTables::Gaps gaps{};
  DiaryReader reader{};
  bool present = false;  // somewhere, switched on
  bool attached = false;
  bool connected = false;
  bool on_wifi = false;
  bool flipped = false;  // its last event was in the cell beside its own
  bool seen = false;     // today

  std::int64_t next() const noexcept {
    return std::min(std::min(border, event), std::min(release, update));
  }
};

static_assert(sizeof(DeviceState) + 16 <= 300, "with its place in the queue");

}  // namespace celltally
