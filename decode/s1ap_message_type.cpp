#include "decode/s1ap_message_type.hpp"

#include <array>
#include <cstddef>

#include "decode/s1ap.hpp"

namespace celltally {
namespace {

using Type = S1apMessageType;
using Sender = Type::Sender;
using Names = Type::Names;
using enum Type::When;

constexpr std::uint8_t kOutcomeShift = 6;
constexpr std::uint8_t kProceduresOfSixBits = 64;
constexpr std::uint8_t kUnknown = 255;

constexpr std::size_t kTypes = 256;
using Types = std::array<Type, kTypes>;

consteval Sender other(Sender sender) {
  if (sender == Sender::either) return sender;
  return sender == Sender::enb ? Sender::mme : Sender::enb;
}

// A procedure: its request, and the answers that it has.
consteval void add(Types& types, std::size_t code, Sender sender, std::string_view request,
                   std::string_view answer = {}, std::string_view failure = {}) {
  types[code].name = request;
  types[code].sender = sender;
  types[code | 0x40].name = answer;
  types[code | 0x40].sender = other(sender);
  types[code | 0x80].name = failure;
  types[code | 0x80].sender = other(sender);
}

consteval void tells(Type& type, EventKind kind, Type::When when) {
  type.kind = kind;
  type.when = when;
}

consteval void name(Type& type, Names enb_ue, Names mme_ue) {
  type.enb_ue = enb_ue;
  type.mme_ue = mme_ue;
}

// TS 36.413 8.4. The target's end of a handover is prepared by 1 and used from 2 on.
consteval void add_handover(Types& types) {
  add(types, 0, Sender::enb, "Handover Required", "Handover Command",
      "Handover Preparation Failure");
  add(types, 1, Sender::mme, "Handover Request", "Handover Request Acknowledge",
      "Handover Failure");
  add(types, 2, Sender::enb, "Handover Notify");
  add(types, 3, Sender::enb, "Path Switch Request", "Path Switch Request Acknowledge",
      "Path Switch Request Failure");
  add(types, 4, Sender::enb, "Handover Cancel", "Handover Cancel Acknowledge");
  add(types, 24, Sender::enb, "eNB Status Transfer");
  add(types, 25, Sender::mme, "MME Status Transfer");
  add(types, 60, Sender::enb, "eNB CP Relocation Indication");
  add(types, 61, Sender::mme, "MME CP Relocation Indication");
  tells(types[0], EventKind::handover_prepare, target);
  tells(types[1], EventKind::handover_prepare, never);
  tells(types[2], EventKind::handover, now);
  tells(types[3], EventKind::handover, now);
  tells(types[60], EventKind::handover, now);
  name(types[1], Names::nothing, Names::gives);
  name(types[0x40 | 1], Names::gives, Names::names);
  name(types[0x80 | 1], Names::nothing, Names::ends);
  name(types[3], Names::gives, Names::names);
  name(types[60], Names::gives, Names::names);
  types[0x40 | 3].tunnels_are_new = true;
}

// TS 36.413 8.2.
consteval void add_bearers(Types& types) {
  add(types, 5, Sender::mme, "E-RAB Setup Request", "E-RAB Setup Response");
  add(types, 6, Sender::mme, "E-RAB Modify Request", "E-RAB Modify Response");
  add(types, 7, Sender::mme, "E-RAB Release Command", "E-RAB Release Response");
  add(types, 8, Sender::enb, "E-RAB Release Indication");
  add(types, 50, Sender::enb, "E-RAB Modification Indication", "E-RAB Modification Confirm");
  tells(types[5], EventKind::session_new, never);
  tells(types[6], EventKind::session_modify, never);
  tells(types[7], EventKind::session_end, never);
  tells(types[8], EventKind::session_end, now);
  tells(types[50], EventKind::session_modify, now);
  types[5].tunnels_are_new = true;
}

// TS 36.413 8.3. That a context begins was told by the message that asked for it.
consteval void add_contexts(Types& types) {
  add(types, 9, Sender::mme, "Initial Context Setup Request", "Initial Context Setup Response",
      "Initial Context Setup Failure");
  add(types, 18, Sender::enb, "UE Context Release Request");
  add(types, 21, Sender::mme, "UE Context Modification Request", "UE Context Modification Response",
      "UE Context Modification Failure");
  add(types, 23, Sender::mme, "UE Context Release Command", "UE Context Release Complete");
  add(types, 48, Sender::mme, "UE Radio Capability Match Request",
      "UE Radio Capability Match Response");
  add(types, 53, Sender::enb, "UE Context Modification Indication",
      "UE Context Modification Confirm");
  add(types, 54, Sender::mme, "Connection Establishment Indication");
  add(types, 55, Sender::enb, "UE Context Suspend Request", "UE Context Suspend Response");
  add(types, 56, Sender::enb, "UE Context Resume Request", "UE Context Resume Response",
      "UE Context Resume Failure");
  add(types, 58, Sender::enb, "Retrieve UE Information");
  add(types, 59, Sender::mme, "UE Information Transfer");
  add(types, 63, Sender::mme, "UE Radio Capability ID Mapping Request",
      "UE Radio Capability ID Mapping Response");
  tells(types[0x40 | 23], EventKind::idle, now);
  tells(types[55], EventKind::idle, now);
  tells(types[56], EventKind::service_request, never);
  name(types[0x40 | 23], Names::ends, Names::ends);
  types[9].nas = Type::Nas::of_network;
}

// TS 36.413 8.5, 8.6, 8.11. The kinds of 11, 12 and 13 are their NAS message's where that tells of
// an event; the first message of a connection always tells that it begins.
consteval void add_nas(Types& types) {
  add(types, 10, Sender::mme, "Paging");
  add(types, 11, Sender::mme, "Downlink NAS Transport");
  add(types, 12, Sender::enb, "Initial UE Message");
  add(types, 13, Sender::enb, "Uplink NAS Transport");
  add(types, 16, Sender::enb, "NAS Non Delivery Indication");
  add(types, 33, Sender::enb, "Location Report");
  add(types, 52, Sender::mme, "Reroute NAS Request");
  add(types, 57, Sender::enb, "NAS Delivery Indication");
  add(types, 62, Sender::enb, "Secondary RAT Data Usage Report");
  tells(types[10], EventKind::paging, never);
  tells(types[12], EventKind::service_request, now);
  tells(types[13], EventKind::location_report, now);
  tells(types[33], EventKind::location_report, now);
  tells(types[62], EventKind::location_report, now);
  name(types[12], Names::gives, Names::nothing);
  types[11].nas = Type::Nas::of_network;
  types[12].nas = types[13].nas = Type::Nas::of_device;
}

// Of one device, and of no event.
consteval void add_beside(Types& types) {
  add(types, 19, Sender::mme, "Downlink S1 CDMA2000 Tunnelling");
  add(types, 20, Sender::enb, "Uplink S1 CDMA2000 Tunnelling");
  add(types, 22, Sender::enb, "UE Capability Info Indication");
  add(types, 26, Sender::mme, "Deactivate Trace");
  add(types, 27, Sender::mme, "Trace Start");
  add(types, 28, Sender::enb, "Trace Failure Indication");
  add(types, 31, Sender::mme, "Location Reporting Control");
  add(types, 32, Sender::enb, "Location Report Failure Indication");
  add(types, 42, Sender::enb, "Cell Traffic Trace");
  add(types, 44, Sender::mme, "Downlink UE Associated LPPa Transport");
  add(types, 45, Sender::enb, "Uplink UE Associated LPPa Transport");
}

// TS 36.413 8.7 and on. The ids in an Error Indication may be the error.
consteval void add_nodes(Types& types) {
  add(types, 14, Sender::either, "Reset", "Reset Acknowledge");
  add(types, 15, Sender::either, "Error Indication");
  add(types, 17, Sender::enb, "S1 Setup Request", "S1 Setup Response", "S1 Setup Failure");
  add(types, 29, Sender::enb, "eNB Configuration Update", "eNB Configuration Update Acknowledge",
      "eNB Configuration Update Failure");
  add(types, 30, Sender::mme, "MME Configuration Update", "MME Configuration Update Acknowledge",
      "MME Configuration Update Failure");
  add(types, 34, Sender::mme, "Overload Start");
  add(types, 35, Sender::mme, "Overload Stop");
  add(types, 36, Sender::mme, "Write-Replace Warning Request", "Write-Replace Warning Response");
  add(types, 37, Sender::enb, "eNB Direct Information Transfer");
  add(types, 38, Sender::mme, "MME Direct Information Transfer");
  add(types, 39, Sender::either, "Private Message");
  add(types, 40, Sender::enb, "eNB Configuration Transfer");
  add(types, 41, Sender::mme, "MME Configuration Transfer");
  add(types, 43, Sender::mme, "Kill Request", "Kill Response");
  add(types, 46, Sender::mme, "Downlink Non UE Associated LPPa Transport");
  add(types, 47, Sender::enb, "Uplink Non UE Associated LPPa Transport");
  add(types, 49, Sender::enb, "PWS Restart Indication");
  add(types, 51, Sender::enb, "PWS Failure Indication");
  name(types[14], Names::ends, Names::ends);
  name(types[15], Names::nothing, Names::nothing);
}

consteval void add_after_64(Types& types) {
  constexpr std::size_t kAbove = 3u << kOutcomeShift;
  types[kAbove | 0].name = "Handover Success";
  types[kAbove | 1].name = "eNB Early Status Transfer";
  types[kAbove | 2].name = "MME Early Status Transfer";
  types[kAbove | 0].sender = types[kAbove | 2].sender = Sender::mme;
  types[kAbove | 1].sender = Sender::enb;
}

consteval Types all_types() {
  Types types{};
  add_handover(types);
  add_bearers(types);
  add_contexts(types);
  add_nas(types);
  add_beside(types);
  add_nodes(types);
  add_after_64(types);
  // What it is not known to say, it does not say.
  for (Type& type : types) {
    if (!type.name.empty()) continue;
    type = {};
    name(type, Names::nothing, Names::nothing);
  }
  return types;
}

constexpr Types kMessageTypes = all_types();

}  // namespace

std::uint8_t s1ap_type(std::uint8_t procedure, AperPdu::Outcome outcome) noexcept {
  const auto above = static_cast<std::uint8_t>(outcome);
  if (procedure < kProceduresOfSixBits) {
    return static_cast<std::uint8_t>(procedure | above << kOutcomeShift);
  }
  if (outcome != AperPdu::Outcome::initiating || procedure >= 2 * kProceduresOfSixBits) {
    return kUnknown;
  }
  return static_cast<std::uint8_t>(procedure | 3 << kOutcomeShift);
}

const S1apMessageType& s1ap_message_type(std::uint8_t type) noexcept {
  return kMessageTypes[type];
}

std::string_view s1ap_message_name(std::uint8_t type) noexcept {
  return kMessageTypes[type].name;
}

}  // namespace celltally
