#include "decode/ranap_procedure.hpp"

#include <array>
#include <cstddef>

#include "decode/ranap.hpp"

namespace celltally {
namespace {

using enum RanapMessageType::When;
using Type = RanapMessageType;

constexpr std::size_t kProcedures = 64;
constexpr std::size_t kOutcomes = 4;
constexpr bool kCarriesNas = true;

using Table = std::array<std::array<Type, kOutcomes>, kProcedures>;

// Procedures that tell of a device, in the order of their numbers. The outcome of one with several
// is `other` (TS 25.413 9.3.2).
consteval void add_connections(Table& table) {
  table[0] = {Type{"RAB Assignment Request"}, {}, {}, Type{"RAB Assignment Response"}};
  // The old leg of a relocation is released too: the device is idle on this connection only.
  table[1] = {Type{"Iu Release Command", EventKind::idle}, Type{"Iu Release Complete"}, {}, {}};
  table[2] = {Type{"Relocation Required", EventKind::handover_prepare, target},
              Type{"Relocation Command"},
              Type{"Relocation Preparation Failure"},
              {}};
  table[3] = {Type{"Relocation Request", EventKind::handover_prepare, target},
              Type{"Relocation Request Acknowledge"},
              Type{"Relocation Failure"},
              {}};
  table[4] = {Type{"Relocation Cancel"}, Type{"Relocation Cancel Acknowledge"}, {}, {}};
  table[5] = {Type{"SRNS Context Request"}, {}, {}, Type{"SRNS Context Response"}};
  table[6] = {Type{"Security Mode Command"},
              Type{"Security Mode Complete"},
              Type{"Security Mode Reject"},
              {}};
  table[7] = {Type{"Data Volume Report Request"}, {}, {}, Type{"Data Volume Report"}};
  table[10][0] = {"RAB Release Request"};
  table[11][0] = {"Iu Release Request"};
  table[12][0] = {"Relocation Detect"};
  table[13][0] = {"Relocation Complete", EventKind::handover};
  table[14][0] = {"Paging", EventKind::paging};
  table[15][0] = {"Common ID"};
  table[17][0] = {"Location Reporting Control"};
  table[18][0] = {"Location Report", EventKind::location_report, now};
  table[19][0] = {"Initial UE Message", EventKind::location_report, now, kCarriesNas};
  // Towards the device it says no place, and then nothing of where the device is.
  table[20][0] = {"Direct Transfer", EventKind::location_report, now, kCarriesNas};
  table[22][0] = {"Error Indication"};
  table[29][0] = {"RAB Modify Request"};
  table[43] = {Type{"Enhanced Relocation Complete Request", EventKind::handover},
               Type{"Enhanced Relocation Complete Response"},
               Type{"Enhanced Relocation Complete Failure"},
               {}};
  table[44][0] = {"Enhanced Relocation Complete Confirm"};
}

// Of nodes, or of devices without telling anything of them.
consteval void name_the_rest(Table& table) {
  table[9] = {Type{"Reset"}, Type{"Reset Acknowledge"}, {}, {}};
  table[16][0] = {"CN Invoke Trace"};
  table[21][0] = {"Overload"};
  table[23][0] = {"SRNS Data Forward Command"};
  table[24][0] = {"Forward SRNS Context"};
  table[25][0] = {"Private Message"};
  table[26][0] = {"CN Deactivate Trace"};
  table[27] = {Type{"Reset Resource"}, Type{"Reset Resource Acknowledge"}, {}, {}};
  table[28][0] = {"RANAP Relocation Information"};
  table[30] = {Type{"Location Related Data Request"},
               Type{"Location Related Data Response"},
               Type{"Location Related Data Failure"},
               {}};
  table[31] = {Type{"Information Transfer Indication"},
               Type{"Information Transfer Confirmation"},
               Type{"Information Transfer Failure"},
               {}};
  table[32][0] = {"UE Specific Information Indication"};
  table[33] = {Type{"Uplink Information Exchange Request"},
               Type{"Uplink Information Exchange Response"},
               Type{"Uplink Information Exchange Failure"},
               {}};
  table[34][0] = {"Direct Information Transfer"};
  table[45] = {Type{"Enhanced Relocation Information Request"},
               Type{"Enhanced Relocation Information Response"},
               {},
               {}};
  table[46] = {Type{"SRVCC CS Keys Request"}, Type{"SRVCC CS Keys Response"}, {}, {}};
  table[47] = {Type{"UE Radio Capability Match Request"},
               Type{"UE Radio Capability Match Response"},
               {},
               {}};
  table[48] = {
      Type{"UE Registration Query Request"}, Type{"UE Registration Query Response"}, {}, {}};
  table[49][0] = {"Reroute NAS Request"};
}

consteval void name_mbms(Table& table) {
  table[35] = {Type{"MBMS Session Start"},
               Type{"MBMS Session Start Response"},
               Type{"MBMS Session Start Failure"},
               {}};
  table[36] = {Type{"MBMS Session Update"},
               Type{"MBMS Session Update Response"},
               Type{"MBMS Session Update Failure"},
               {}};
  table[37] = {Type{"MBMS Session Stop"}, Type{"MBMS Session Stop Response"}, {}, {}};
  table[38] = {Type{"MBMS UE Linking Request"}, {}, {}, Type{"MBMS UE Linking Response"}};
  table[39] = {Type{"MBMS Registration Request"},
               Type{"MBMS Registration Response"},
               Type{"MBMS Registration Failure"},
               {}};
  table[40] = {
      Type{"MBMS CN De-Registration Request"}, Type{"MBMS CN De-Registration Response"}, {}, {}};
  table[41][0] = {"MBMS RAB Establishment Indication"};
  table[42] = {Type{"MBMS RAB Release Request"},
               Type{"MBMS RAB Release"},
               Type{"MBMS RAB Release Failure"},
               {}};
}

consteval Table all_procedures() {
  Table table{};
  add_connections(table);
  name_the_rest(table);
  name_mbms(table);
  return table;
}
constexpr Table kTable = all_procedures();

constexpr Type kNone{};

}  // namespace

const RanapMessageType& ranap_message_type(AperPdu::Outcome outcome,
                                           std::uint8_t procedure) noexcept {
  const auto which = static_cast<std::size_t>(outcome);
  return procedure < kProcedures && which < kOutcomes ? kTable[procedure][which] : kNone;
}

std::string_view ranap_message_name(std::uint8_t type) noexcept {
  return kTable[type & 0x3f][type >> 6].name;
}

}  // namespace celltally
