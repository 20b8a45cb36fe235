#include "decode/gtpv1_message_type.hpp"

#include <array>
#include <cstddef>

#include "decode/gtpv1.hpp"

namespace celltally {
namespace {

using enum Gtpv1MessageType::When;

constexpr std::size_t kTypes = 256;
constexpr bool kGivesEndpoint = true;

// The path, location and MBMS messages tell of no event; their names are for those who look.
consteval void name_the_rest(std::array<Gtpv1MessageType, kTypes>& types) {
  types[1].name = "Echo Request";
  types[2].name = "Echo Response";
  types[3].name = "Version Not Supported";
  types[4].name = "Node Alive Request";
  types[5].name = "Node Alive Response";
  types[6].name = "Redirection Request";
  types[7].name = "Redirection Response";
  types[26].name = "Error Indication";
  types[31].name = "Supported Extension Headers Notification";
  types[32].name = "Send Routeing Information for GPRS Request";
  types[33].name = "Send Routeing Information for GPRS Response";
  types[34].name = "Failure Report Request";
  types[35].name = "Failure Report Response";
  types[36].name = "Note MS GPRS Present Request";
  types[37].name = "Note MS GPRS Present Response";
  types[61].name = "UE Registration Query Request";
  types[62].name = "UE Registration Query Response";
  types[70].name = "RAN Information Relay";
  types[96].name = "MBMS Notification Request";
  types[97].name = "MBMS Notification Response";
  types[98].name = "MBMS Notification Reject Request";
  types[99].name = "MBMS Notification Reject Response";
  types[100].name = "Create MBMS Context Request";
  types[101].name = "Create MBMS Context Response";
  types[102].name = "Update MBMS Context Request";
  types[103].name = "Update MBMS Context Response";
  types[104].name = "Delete MBMS Context Request";
  types[105].name = "Delete MBMS Context Response";
  types[112].name = "MBMS Registration Request";
  types[113].name = "MBMS Registration Response";
  types[114].name = "MBMS De-Registration Request";
  types[115].name = "MBMS De-Registration Response";
  types[116].name = "MBMS Session Start Request";
  types[117].name = "MBMS Session Start Response";
  types[118].name = "MBMS Session Stop Request";
  types[119].name = "MBMS Session Stop Response";
  types[120].name = "MBMS Session Update Request";
  types[121].name = "MBMS Session Update Response";
  types[240].name = "Data Record Transfer Request";
  types[241].name = "Data Record Transfer Response";
  types[254].name = "End Marker";
  types[255].name = "G-PDU";
}

// Between SGSN and GGSN (7.3). The kinds of 16 and 18 depend on their elements too.
consteval void add_session_management(std::array<Gtpv1MessageType, kTypes>& types) {
  types[16] = {"Create PDP Context Request", EventKind::attach, now, kGivesEndpoint};
  types[17] = {"Create PDP Context Response", EventKind::none, never, kGivesEndpoint};
  types[18] = {"Update PDP Context Request", EventKind::area_update, now, kGivesEndpoint};
  types[19] = {"Update PDP Context Response", EventKind::none, never, kGivesEndpoint};
  // A PDP context ends, and a device without one stays in the network: never a detach.
  types[20] = {"Delete PDP Context Request", EventKind::session_end, earlier};
  types[21] = {"Delete PDP Context Response"};
  // The device answers with a Create PDP Context Request of its own, which is counted.
  types[22] = {"Initiate PDP Context Activation Request"};
  types[23] = {"Initiate PDP Context Activation Response"};
  types[27] = {"PDU Notification Request", EventKind::paging, never, kGivesEndpoint};
  types[28] = {"PDU Notification Response"};
  types[29] = {"PDU Notification Reject Request"};  // repeats the GGSN's TEID
  types[30] = {"PDU Notification Reject Response"};
  types[128] = {"MS Info Change Notification Request", EventKind::location_report, now};
  types[129] = {"MS Info Change Notification Response"};
}

// Between SGSNs (7.5). The routeing areas in 48 and 50 are those that the device left.
consteval void add_mobility_management(std::array<Gtpv1MessageType, kTypes>& types) {
  types[48] = {"Identification Request"};
  types[49] = {"Identification Response"};
  types[50] = {"SGSN Context Request", EventKind::area_update, never, kGivesEndpoint};
  types[51] = {"SGSN Context Response", EventKind::none, never, kGivesEndpoint};
  types[52] = {"SGSN Context Acknowledge"};
  types[53] = {"Forward Relocation Request", EventKind::handover_prepare, target, kGivesEndpoint};
  types[54] = {"Forward Relocation Response", EventKind::none, never, kGivesEndpoint};
  types[55] = {"Forward Relocation Complete", EventKind::handover};
  types[56] = {"Relocation Cancel Request"};
  types[57] = {"Relocation Cancel Response"};
  types[58] = {"Forward SRNS Context"};
  types[59] = {"Forward Relocation Complete Acknowledge"};
  types[60] = {"Forward SRNS Context Acknowledge"};
}

consteval auto all_message_types() {
  std::array<Gtpv1MessageType, kTypes> types{};
  name_the_rest(types);
  add_session_management(types);
  add_mobility_management(types);
  return types;
}
constexpr auto kMessageTypes = all_message_types();

}  // namespace

const Gtpv1MessageType& gtpv1_message_type(std::uint8_t type) noexcept {
  return kMessageTypes[type];
}

std::string_view gtpv1_message_name(std::uint8_t type) noexcept {
  return kMessageTypes[type].name;
}

}  // namespace celltally
