#include "decode/sccp_user.hpp"

#include "decode/bssap.hpp"
#include "decode/ranap.hpp"

namespace celltally {
namespace {

using Type = SccpMessage::Type;
using Role = TemporaryId::Role;

enum class User : std::uint8_t { unknown, ranap, bssap, other };

// TS 23.003 8.2.
User user_of(std::uint8_t subsystem) noexcept {
  switch (subsystem) {
    case 0: return User::unknown;
    case 142: return User::ranap;
    case 254: return User::bssap;
    default: return User::other;
  }
}

// Either end may have a number of its own for what the other calls RANAP or BSSAP.
User user_of(const SccpMessage& sccp) noexcept {
  const User called = user_of(sccp.called);
  const User calling = user_of(sccp.calling);
  if (called == User::ranap || called == User::bssap) return called;
  if (calling == User::ranap || calling == User::bssap) return calling;
  return called == User::unknown && calling == User::unknown ? User::unknown : User::other;
}

bool is_about_connection(Type type) noexcept {
  switch (type) {
    case Type::connection_request:
    case Type::connection_confirm:
    case Type::connection_refused:
    case Type::released:
    case Type::release_complete:
    case Type::error:
    case Type::inactivity_test: return true;
    default: return false;
  }
}

TemporaryId reference(SignallingPoint point, std::uint32_t number) noexcept {
  return TemporaryId::in_scope(TemporaryId::Kind::sccp_connection, point.scope, number);
}

// Each end gives a reference with the first message that it sends, and is told by it from then on.
// A connection that is refused or in error ends (Q.714 3.2.2, 3.12), and the end that says so names
// none of its own. A reset of one (3.7) leaves it as it is.
void name_connection(const SccpMessage& sccp, MessageBurst& burst) noexcept {
  const bool ends = sccp.type == Type::released || sccp.type == Type::release_complete;
  const bool refused = sccp.type == Type::connection_refused || sccp.type == Type::error;
  const bool goes_on = sccp.type == Type::inactivity_test;
  if (sccp.has_destination_reference) {
    burst.add_temporary(reference(sccp.destination, sccp.destination_reference)
                            .as(ends || refused ? Role::ends : Role::names));
  }
  if (sccp.has_source_reference) {
    burst.add_temporary(reference(sccp.origin, sccp.source_reference)
                            .as(ends      ? Role::ends
                                : goes_on ? Role::names
                                          : Role::given));
  }
}

SignallingMessage& begin(Protocol protocol, const SccpMessage& sccp, MessageBurst& burst) noexcept {
  SignallingMessage& message = burst.add();
  message.protocol = protocol;
  message.comes_once = true;
  if (sccp.cut) message.damage = MessageDamage::truncated;
  name_connection(sccp, burst);
  return message;
}

void decode_connection(const SccpMessage& sccp, MessageBurst& burst) noexcept {
  SignallingMessage& message = begin(Protocol::sccp, sccp, burst);
  message.type = static_cast<std::uint8_t>(sccp.type);
}

}  // namespace

std::optional<bool> decode_sccp_user(const SccpMessage& sccp, MessageBurst& burst) noexcept {
  const User user = user_of(sccp);
  if (user == User::other) return std::nullopt;
  if (user != User::bssap) {
    if (const auto pdu = open_ranap(sccp.data, sccp.cut)) {
      read_ranap(*pdu, sccp.origin, burst, begin(Protocol::ranap, sccp, burst));
      return true;
    }
  }
  if (user != User::ranap) {
    if (const auto pdu = open_bssap(sccp.data, sccp.cut)) {
      read_bssap(*pdu, sccp.origin, burst, begin(Protocol::bssap, sccp, burst));
      return true;
    }
  }
  if (is_about_connection(sccp.type)) {
    decode_connection(sccp, burst);
    return true;
  }
  const bool promised = user != User::unknown && sccp.type != Type::other;
  return promised ? std::optional{false} : std::nullopt;
}

}  // namespace celltally
