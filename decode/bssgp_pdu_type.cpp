#include "decode/bssgp_pdu_type.hpp"

#include <array>
#include <string_view>

#include "decode/bssgp.hpp"

namespace celltally {
namespace {

using Names = std::array<std::string_view, 256>;

consteval void name_devices(Names& names) {
  names[0x00] = "DL-UNITDATA";
  names[0x01] = "UL-UNITDATA";
  names[0x02] = "RA-CAPABILITY";
  names[0x04] = "DL-MBMS-UNITDATA";
  names[0x05] = "UL-MBMS-UNITDATA";
  names[0x06] = "PAGING-PS";
  names[0x07] = "PAGING-CS";
  names[0x08] = "RA-CAPABILITY-UPDATE";
  names[0x09] = "RA-CAPABILITY-UPDATE-ACK";
  names[0x0a] = "RADIO-STATUS";
  names[0x0b] = "SUSPEND";
  names[0x0c] = "SUSPEND-ACK";
  names[0x0d] = "SUSPEND-NACK";
  names[0x0e] = "RESUME";
  names[0x0f] = "RESUME-ACK";
  names[0x10] = "RESUME-NACK";
  names[0x11] = "PAGING-PS-REJECT";
  names[0x12] = "DUMMY-PAGING-PS";
  names[0x13] = "DUMMY-PAGING-PS-RESPONSE";
  names[0x14] = "MS-REGISTRATION-ENQUIRY";
  names[0x15] = "MS-REGISTRATION-ENQUIRY-RESPONSE";
  names[0x28] = "FLOW-CONTROL-MS";
  names[0x29] = "FLOW-CONTROL-MS-ACK";
  names[0x2a] = "FLUSH-LL";
  names[0x2b] = "FLUSH-LL-ACK";
  names[0x2c] = "LLC-DISCARDED";
  names[0x50] = "DOWNLOAD-BSS-PFC";
  names[0x51] = "CREATE-BSS-PFC";
  names[0x52] = "CREATE-BSS-PFC-ACK";
  names[0x53] = "CREATE-BSS-PFC-NACK";
  names[0x54] = "MODIFY-BSS-PFC";
  names[0x55] = "MODIFY-BSS-PFC-ACK";
  names[0x56] = "DELETE-BSS-PFC";
  names[0x57] = "DELETE-BSS-PFC-ACK";
  names[0x58] = "DELETE-BSS-PFC-REQ";
  names[0x59] = "PS-HANDOVER-REQUIRED";
  names[0x5a] = "PS-HANDOVER-REQUIRED-ACK";
  names[0x5b] = "PS-HANDOVER-REQUIRED-NACK";
  names[0x5c] = "PS-HANDOVER-REQUEST";
  names[0x5d] = "PS-HANDOVER-REQUEST-ACK";
  names[0x5e] = "PS-HANDOVER-REQUEST-NACK";
  names[0x60] = "PERFORM-LOCATION-REQUEST";
  names[0x61] = "PERFORM-LOCATION-RESPONSE";
  names[0x62] = "PERFORM-LOCATION-ABORT";
  names[0x63] = "POSITION-COMMAND";
  names[0x64] = "POSITION-RESPONSE";
  names[0x91] = "PS-HANDOVER-COMPLETE";
  names[0x92] = "PS-HANDOVER-CANCEL";
  names[0x93] = "PS-HANDOVER-COMPLETE-ACK";
}

consteval void name_cells_and_nodes(Names& names) {
  names[0x20] = "BVC-BLOCK";
  names[0x21] = "BVC-BLOCK-ACK";
  names[0x22] = "BVC-RESET";
  names[0x23] = "BVC-RESET-ACK";
  names[0x24] = "BVC-UNBLOCK";
  names[0x25] = "BVC-UNBLOCK-ACK";
  names[0x26] = "FLOW-CONTROL-BVC";
  names[0x27] = "FLOW-CONTROL-BVC-ACK";
  names[0x2d] = "FLOW-CONTROL-PFC";
  names[0x2e] = "FLOW-CONTROL-PFC-ACK";
  names[0x40] = "SGSN-INVOKE-TRACE";
  names[0x41] = "STATUS";
  names[0x42] = "OVERLOAD";
  names[0x70] = "RAN-INFORMATION";
  names[0x71] = "RAN-INFORMATION-REQUEST";
  names[0x72] = "RAN-INFORMATION-ACK";
  names[0x73] = "RAN-INFORMATION-ERROR";
  names[0x74] = "RAN-INFORMATION-APPLICATION-ERROR";
  names[0x80] = "MBMS-SESSION-START-REQUEST";
  names[0x81] = "MBMS-SESSION-START-RESPONSE";
  names[0x82] = "MBMS-SESSION-STOP-REQUEST";
  names[0x83] = "MBMS-SESSION-STOP-RESPONSE";
  names[0x84] = "MBMS-SESSION-UPDATE-REQUEST";
  names[0x85] = "MBMS-SESSION-UPDATE-RESPONSE";
}

consteval Names all_names() {
  Names names{};
  name_devices(names);
  name_cells_and_nodes(names);
  return names;
}
constexpr Names kNames = all_names();

}  // namespace

std::string_view bssgp_message_name(std::uint8_t type) noexcept {
  return kNames[type];
}

}  // namespace celltally
