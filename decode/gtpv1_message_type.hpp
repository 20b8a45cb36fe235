#pragma once

#include <cstdint>
#include <string_view>

#include "vocabulary/event_kind.hpp"

namespace celltally {

// What is known of a GTPv1-C message by its type alone (TS 29.060 table 1 and 7; protocols
// reference 3.3, 10.1, 12).
struct Gtpv1MessageType {
  // When the device is where the message says.
  enum class When : std::uint8_t {
    never,    // it does not say, or says where the device was before
    now,      // at packet time
    earlier,  // when the network last heard of it
    target,   // not yet: where a handover is going to
  };

  std::string_view name;  // empty: not in the table, and none of its elements are read
  EventKind kind = EventKind::none;
  When when = When::never;
  bool gives_endpoint = false;  // its TEID Control Plane is one that the sender allocated
};

// Static; lives for ever.
const Gtpv1MessageType& gtpv1_message_type(std::uint8_t type) noexcept;

inline constexpr std::uint8_t kGtpv1CreatePdpContextRequest = 16;
inline constexpr std::uint8_t kGtpv1CreatePdpContextResponse = 17;
inline constexpr std::uint8_t kGtpv1UpdatePdpContextRequest = 18;
inline constexpr std::uint8_t kGtpv1DeletePdpContextRequest = 20;
inline constexpr std::uint8_t kGtpv1SgsnContextRequest = 50;
inline constexpr std::uint8_t kGtpv1ForwardRelocationRequest = 53;

}  // namespace celltally
