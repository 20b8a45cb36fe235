#pragma once

#include <cstdint>
#include <span>

#include "decode/sccp_message.hpp"

namespace celltally {

enum class SuaContent : std::uint8_t {
  none,   // not a message of SUA
  other,  // management, or a message that carries nothing of a user
  sccp,
};

// Reads a message of SUA (RFC 3868): CLDT, CORE, COAK, COREF, RELRE, RELCO and CODT, as the message
// of SCCP that it stands for. Leaves the ends alone: who has a connection's reference is known by
// the transport.
SuaContent read_sua(std::span<const std::uint8_t> octets, bool cut, SccpMessage& message) noexcept;

}  // namespace celltally
