#pragma once

#include <cstdint>
#include <string_view>

#include "decode/aper_pdu.hpp"
#include "vocabulary/event_kind.hpp"

namespace celltally {

// What is known of a message of RANAP by its procedure and outcome alone (TS 25.413 8 and 9.1;
// protocols reference 9.4, 10.1, 12).
struct RanapMessageType {
  // When the device is where the message says.
  enum class When : std::uint8_t {
    never,   // it does not say
    now,     // at packet time
    target,  // not yet: where a relocation is going to
  };

  std::string_view name;  // empty: there is no such message
  EventKind kind = EventKind::none;
  When when = When::never;
  bool carries_nas = false;  // whose kind goes before its own
};

// Static; lives for ever.
const RanapMessageType& ranap_message_type(AperPdu::Outcome outcome,
                                           std::uint8_t procedure) noexcept;

// Numbers of procedures that are asked for elsewhere (TS 25.413 9.3.6).
inline constexpr std::uint8_t kRanapReset = 9;
inline constexpr std::uint8_t kRanapPaging = 14;
inline constexpr std::uint8_t kRanapLocationReport = 18;

}  // namespace celltally
