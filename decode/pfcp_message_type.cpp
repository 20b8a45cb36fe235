#include "decode/pfcp_message_type.hpp"

#include <array>
#include <cstddef>

#include "decode/pfcp.hpp"

namespace celltally {
namespace {

constexpr bool kOfSession = true;

constexpr auto kMessageTypes = [] {
  std::array<PfcpMessageType, 256> types{};
  types[1] = {"PFCP Heartbeat Request"};
  types[2] = {"PFCP Heartbeat Response"};
  types[3] = {"PFCP PFD Management Request"};
  types[4] = {"PFCP PFD Management Response"};
  types[5] = {"PFCP Association Setup Request"};
  types[6] = {"PFCP Association Setup Response"};
  types[7] = {"PFCP Association Update Request"};
  types[8] = {"PFCP Association Update Response"};
  types[9] = {"PFCP Association Release Request"};
  types[10] = {"PFCP Association Release Response"};
  types[11] = {"PFCP Version Not Supported Response"};
  types[12] = {"PFCP Node Report Request"};
  types[13] = {"PFCP Node Report Response"};
  types[14] = {"PFCP Session Set Deletion Request"};
  types[15] = {"PFCP Session Set Deletion Response"};
  types[16] = {"PFCP Session Set Modification Request"};
  types[17] = {"PFCP Session Set Modification Response"};
  types[50] = {"PFCP Session Establishment Request", EventKind::session_new, kOfSession};
  types[51] = {"PFCP Session Establishment Response", EventKind::none, kOfSession};
  types[52] = {"PFCP Session Modification Request", EventKind::session_modify, kOfSession};
  types[53] = {"PFCP Session Modification Response", EventKind::none, kOfSession};
  types[54] = {"PFCP Session Deletion Request", EventKind::session_end, kOfSession};
  types[55] = {"PFCP Session Deletion Response", EventKind::none, kOfSession};
  types[56] = {"PFCP Session Report Request", EventKind::none, kOfSession};
  types[57] = {"PFCP Session Report Response", EventKind::none, kOfSession};
  return types;
}();

}  // namespace

const PfcpMessageType& pfcp_message_type(std::uint8_t type) noexcept {
  return kMessageTypes[type];
}

std::string_view pfcp_message_name(std::uint8_t type) noexcept {
  return kMessageTypes[type].name;
}

}  // namespace celltally
