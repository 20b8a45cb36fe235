#pragma once

#include <cstdint>
#include <string_view>

#include "vocabulary/event_kind.hpp"

namespace celltally {

// What is known of a PFCP message by its type alone (TS 29.244 table 7.3-1).
struct PfcpMessageType {
  std::string_view name;  // empty: not in the table, and none of its elements are read
  EventKind kind = EventKind::none;
  bool of_session = false;  // of one session, not of a node
};

// Static; lives for ever.
const PfcpMessageType& pfcp_message_type(std::uint8_t type) noexcept;

inline constexpr std::uint8_t kPfcpSessionEstablishmentRequest = 50;
inline constexpr std::uint8_t kPfcpSessionEstablishmentResponse = 51;
inline constexpr std::uint8_t kPfcpSessionModificationRequest = 52;
inline constexpr std::uint8_t kPfcpSessionDeletionResponse = 55;

}  // namespace celltally
