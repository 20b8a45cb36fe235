#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The header that M3UA and SUA share (RFC 4666 3.1, RFC 3868 3.1).
struct XuaHeader {
  std::uint8_t message_class = 0;
  std::uint8_t message_type = 0;
  ByteCursor parameters;
  bool cut = false;  // there is less of it than its length says
};

// Nothing when it is not such a message. Only one that the capture cut short may be shorter than it
// says.
inline std::optional<XuaHeader> read_xua_header(std::span<const std::uint8_t> octets,
                                                bool cut) noexcept {
  constexpr std::uint8_t kVersion = 1;
  constexpr std::size_t kOctets = 8;
  ByteCursor cursor{octets};
  const std::uint8_t version = cursor.u8();
  cursor.skip(1);
  XuaHeader header;
  header.message_class = cursor.u8();
  header.message_type = cursor.u8();
  const std::size_t length = cursor.u32();
  if (!cursor.ok() || version != kVersion || length < kOctets) return {};
  header.cut = length > octets.size();
  // Some count the last parameter's padding in, some do not, and some leave it out.
  constexpr std::size_t kPadding = 3;
  if (header.cut && !cut && length - octets.size() > kPadding) return {};
  header.parameters = cursor.sub(std::min(length - kOctets, cursor.size()));
  return header;
}

// A parameter (RFC 4666 3.2, RFC 3868 3.9): also those inside another.
struct XuaParameter {
  std::uint16_t tag = 0;
  std::span<const std::uint8_t> value;
  bool cut = false;
};

// False at the end, or where what follows is no parameter.
inline bool next_xua_parameter(ByteCursor& parameters, XuaParameter& parameter) noexcept {
  constexpr std::size_t kHeader = 4;
  if (parameters.empty()) return false;
  parameter.tag = parameters.u16();
  const std::size_t length = parameters.u16();
  if (!parameters.ok() || length < kHeader) return false;
  const std::size_t value = length - kHeader;
  parameter.cut = !parameters.has(value);
  parameter.value = parameters.bytes(std::min(value, parameters.size()));
  const std::size_t padding = (4 - value % 4) % 4;
  parameters.skip(std::min(padding, parameters.size()));
  return true;
}

}  // namespace celltally
