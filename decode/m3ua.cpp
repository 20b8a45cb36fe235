#include "decode/m3ua.hpp"

#include "decode/byte_cursor.hpp"
#include "decode/xua_parameters.hpp"

namespace celltally {
namespace {

constexpr std::uint8_t kTransferClass = 1;
constexpr std::uint8_t kDataType = 1;
constexpr std::uint16_t kProtocolData = 0x0210;
constexpr std::uint8_t kSccp = 3;  // service indicator (ITU-T Q.704 14.2.1)

// RFC 4666 3.3.1.
void read_protocol_data(const XuaParameter& parameter, M3ua& m3ua) noexcept {
  ByteCursor cursor{parameter.value};
  m3ua.origin = cursor.u32();
  m3ua.destination = cursor.u32();
  const std::uint8_t service = cursor.u8();
  m3ua.network = cursor.u8();
  cursor.skip(2);  // message priority, signalling link selection
  if (!cursor.ok()) return;
  m3ua.content = service == kSccp ? M3ua::Content::sccp : M3ua::Content::other;
  m3ua.sccp = cursor.rest();
  m3ua.cut = parameter.cut;
}

}  // namespace

M3ua read_m3ua(std::span<const std::uint8_t> octets, bool cut) noexcept {
  M3ua m3ua;
  auto header = read_xua_header(octets, cut);
  if (!header) return m3ua;
  if (header->message_class != kTransferClass || header->message_type != kDataType) {
    m3ua.content = M3ua::Content::other;
    return m3ua;
  }
  for (XuaParameter parameter; next_xua_parameter(header->parameters, parameter);) {
    if (parameter.tag != kProtocolData) continue;
    read_protocol_data(parameter, m3ua);
    break;
  }
  return m3ua;
}

}  // namespace celltally
