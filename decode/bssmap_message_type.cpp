#include "decode/bssmap_message_type.hpp"

#include <array>
#include <cstddef>

namespace celltally {
namespace {

using enum BssmapMessageType::When;

constexpr std::size_t kTypes = 128;
using Table = std::array<BssmapMessageType, kTypes>;

consteval void add_connections(Table& types) {
  types[0x01] = {"Assignment Request"};
  // It names a cell only where the call was set up in another one than asked (3.1.1.1).
  types[0x02] = {"Assignment Complete", EventKind::location_report, now};
  types[0x03] = {"Assignment Failure"};
  types[0x08] = {"Channel Modify Request"};
  types[0x10] = {"Handover Request", EventKind::handover_prepare, target};
  types[0x11] = {"Handover Required", EventKind::handover_prepare, target};
  types[0x12] = {"Handover Request Acknowledge"};
  types[0x13] = {"Handover Command"};
  types[0x14] = {"Handover Complete", EventKind::handover, now};
  types[0x15] = {"Handover Succeeded"};
  types[0x16] = {"Handover Failure"};
  types[0x17] = {"Handover Performed", EventKind::handover, now};
  types[0x18] = {"Handover Candidate Enquire"};
  types[0x19] = {"Handover Candidate Response"};
  types[0x1a] = {"Handover Required Reject"};
  types[0x1b] = {"Handover Detect"};
  types[0x20] = {"Clear Command", EventKind::idle};
  types[0x21] = {"Clear Complete"};
  types[0x22] = {"Clear Request"};
  types[0x25] = {"SAPI 'n' Reject"};
  types[0x26] = {"Confusion"};
  types[0x28] = {"Suspend"};
  types[0x29] = {"Resume"};
  types[0x2a] = {"Connection Oriented Information"};
  types[0x2b] = {"Perform Location Request"};
  types[0x2c] = {"LSA Information"};
  types[0x2d] = {"Perform Location Response"};
  types[0x2e] = {"Perform Location Abort"};
  types[0x2f] = {"Common ID"};
  types[0x52] = {"Paging", EventKind::paging};
  types[0x53] = {"Cipher Mode Command"};
  types[0x54] = {"Classmark Update"};
  types[0x55] = {"Cipher Mode Complete"};
  types[0x56] = {"Queuing Indication"};
  types[0x57] = {"Complete Layer 3 Information", EventKind::location_report, now};
  types[0x58] = {"Classmark Request"};
  types[0x59] = {"Cipher Mode Reject"};
  types[0x70] = {"Internal Handover Required"};
  types[0x71] = {"Internal Handover Required Reject"};
  types[0x72] = {"Internal Handover Command"};
  types[0x73] = {"Internal Handover Enquiry"};
  types[0x74] = {"LCLS-Connect-Control"};
  types[0x75] = {"LCLS-Connect-Control-Ack"};
  types[0x76] = {"LCLS-Notification"};
  types[0x78] = {"Reroute Command"};
  types[0x79] = {"Reroute Complete"};
}

consteval void name_the_rest(Table& types) {
  types[0x04] = {"VGCS/VBS Setup"};
  types[0x05] = {"VGCS/VBS Setup Ack"};
  types[0x06] = {"VGCS/VBS Setup Refuse"};
  types[0x07] = {"VGCS/VBS Assignment Request"};
  types[0x1c] = {"VGCS/VBS Assignment Result"};
  types[0x1d] = {"VGCS/VBS Assignment Failure"};
  types[0x1e] = {"VGCS/VBS Queuing Indication"};
  types[0x1f] = {"Uplink Request"};
  types[0x27] = {"Uplink Request Acknowledge"};
  types[0x30] = {"Reset"};
  types[0x31] = {"Reset Acknowledge"};
  types[0x32] = {"Overload"};
  types[0x34] = {"Reset Circuit"};
  types[0x35] = {"Reset Circuit Acknowledge"};
  types[0x36] = {"MSC Invoke Trace"};
  types[0x37] = {"BSS Invoke Trace"};
  types[0x3a] = {"Connectionless Information"};
  types[0x3b] = {"VGCS/VBS Assignment Status"};
  types[0x3c] = {"VGCS/VBS Area Cell Info"};
  types[0x3d] = {"Reset IP Resource"};
  types[0x3e] = {"Reset IP Resource Acknowledge"};
  types[0x40] = {"Block"};
  types[0x41] = {"Blocking Acknowledge"};
  types[0x42] = {"Unblock"};
  types[0x43] = {"Unblocking Acknowledge"};
  types[0x44] = {"Circuit Group Block"};
  types[0x45] = {"Circuit Group Blocking Acknowledge"};
  types[0x46] = {"Circuit Group Unblock"};
  types[0x47] = {"Circuit Group Unblocking Acknowledge"};
  types[0x48] = {"Unequipped Circuit"};
  types[0x49] = {"Uplink Request Confirmation"};
  types[0x4a] = {"Uplink Release Indication"};
  types[0x4b] = {"Uplink Reject Command"};
  types[0x4c] = {"Uplink Release Command"};
  types[0x4d] = {"Uplink Seized Command"};
  types[0x4e] = {"Change Circuit"};
  types[0x4f] = {"Change Circuit Acknowledge"};
  types[0x50] = {"Resource Request"};
  types[0x51] = {"Resource Indication"};
  types[0x5a] = {"Load Indication"};
  types[0x60] = {"VGCS Additional Information"};
  types[0x61] = {"VGCS SMS"};
  types[0x62] = {"Notification Data"};
  types[0x63] = {"Uplink Application Data"};
}

consteval Table all_message_types() {
  Table types{};
  add_connections(types);
  name_the_rest(types);
  return types;
}
constexpr Table kMessageTypes = all_message_types();

constexpr std::uint8_t kWithLength = 0xff;

// Elements of fixed length, by the octets behind the identifier.
consteval auto all_fixed() {
  std::array<std::uint8_t, 256> octets{};
  octets.fill(kWithLength);
  for (const unsigned none : {0x1bu, 0x35u, 0x36u, 0x8cu, 0x8eu, 0x8fu, 0x90u, 0x92u, 0x97u})
    octets[none] = 0;
  for (const unsigned one : {0x0cu, 0x0du, 0x0eu, 0x15u, 0x18u, 0x19u, 0x1cu, 0x1du, 0x21u,
                             0x23u, 0x24u, 0x25u, 0x2bu, 0x2cu, 0x2du, 0x2fu, 0x31u, 0x32u,
                             0x33u, 0x38u, 0x39u, 0x3fu, 0x40u, 0x8au, 0x8bu, 0x8du}) {
    octets[one] = 1;
  }
  for (const unsigned two : {0x01u, 0x14u, 0x27u}) octets[two] = 2;
  for (const unsigned three : {0x94u, 0x95u, 0x98u, 0x99u, 0x9au}) octets[three] = 3;
  octets[0x22] = octets[0x7f] = 4;
  octets[0x96] = 5;
  octets[0x83] = 16;
  octets[0x03] = 20;
  return octets;
}
constexpr auto kFixed = all_fixed();

constexpr std::uint8_t kApdu = 0x49;
constexpr std::uint8_t kEnbContainer = 0x91;

constexpr BssmapMessageType kNone{};

}  // namespace

const BssmapMessageType& bssmap_message_type(std::uint8_t type) noexcept {
  return type < kTypes ? kMessageTypes[type] : kNone;
}

BssmapElementForm bssmap_element_form(std::uint8_t identifier) noexcept {
  if (kFixed[identifier] != kWithLength) return {.fixed = kFixed[identifier], .length_octets = 0};
  const bool long_one = identifier == kApdu || identifier == kEnbContainer;
  return {.fixed = 0, .length_octets = static_cast<std::uint8_t>(long_one ? 2 : 1)};
}

}  // namespace celltally
