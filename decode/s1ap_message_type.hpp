#pragma once

#include <cstdint>
#include <string_view>

#include "decode/aper_pdu.hpp"
#include "decode/temporary_id.hpp"
#include "vocabulary/event_kind.hpp"

namespace celltally {

// What a procedure and its outcome say in themselves (protocols reference 4.2, 10.1 and 12).
struct S1apMessageType {
  // Where its sender stands. Of messages that both send, the port tells.
  enum class Sender : std::uint8_t { either, enb, mme };

  // What a cell in it says of the device.
  enum class When : std::uint8_t { never, now, target };

  // Whether the id of one end is named, and how.
  enum class Names : std::uint8_t { nothing, names, gives, ends };

  // Whose NAS message it carries, where that is read.
  enum class Nas : std::uint8_t { none, of_device, of_network };

  std::string_view name;
  EventKind kind = EventKind::none;
  Sender sender = Sender::either;
  When when = When::never;
  Names enb_ue = Names::names;
  Names mme_ue = Names::names;
  Nas nas = Nas::none;
  bool tunnels_are_new = false;  // given by this message, not known from an earlier one
};

// SignallingMessage::type of a message.
std::uint8_t s1ap_type(std::uint8_t procedure, AperPdu::Outcome outcome) noexcept;

constexpr std::uint8_t kS1apInitialContextSetupRequest = 9;
constexpr std::uint8_t kS1apReset = 14;
constexpr std::uint8_t kS1apSetupRequest = 17;
constexpr std::uint8_t kS1apUeContextReleaseCommand = 23;

// By SignallingMessage::type; without a name for a type that is not known.
const S1apMessageType& s1ap_message_type(std::uint8_t type) noexcept;

}  // namespace celltally
