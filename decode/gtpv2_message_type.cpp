#include "decode/gtpv2_message_type.hpp"

#include <array>

namespace celltally {
namespace {

using Location = Gtpv2MessageType::Location;

struct NumberedType {
  std::uint8_t number;
  Gtpv2MessageType type;
};

// In the order of table 6.1-1. Where the elements decide about the kind too, gtpv2_event.cpp says
// how. 25 to 31 and 240 to 244 are those of Sv (TS 29.280).
constexpr NumberedType kTypes[] = {
    {1, {"Echo Request"}},
    {2, {"Echo Response"}},
    {3, {"Version Not Supported Indication"}},
    {25, {"SRVCC PS to CS Request"}},
    {26, {"SRVCC PS to CS Response"}},
    {27, {"SRVCC PS to CS Complete Notification"}},
    {28, {"SRVCC PS to CS Complete Acknowledge"}},
    {29, {"SRVCC PS to CS Cancel Notification"}},
    {30, {"SRVCC PS to CS Cancel Acknowledge"}},
    {31, {"SRVCC CS to PS Request"}},
    {32, {"Create Session Request", EventKind::attach, Location::current}},
    {33, {"Create Session Response"}},
    {34, {"Modify Bearer Request", EventKind::session_modify, Location::current}},
    {35, {"Modify Bearer Response"}},
    {36, {"Delete Session Request", EventKind::session_end, Location::kept}},
    {37, {"Delete Session Response"}},
    {38, {"Change Notification Request", EventKind::location_report, Location::current}},
    {39, {"Change Notification Response"}},
    {40, {"Remote UE Report Notification"}},
    {41, {"Remote UE Report Acknowledge"}},
    {64, {"Modify Bearer Command"}},
    {65, {"Modify Bearer Failure Indication"}},
    {66, {"Delete Bearer Command", EventKind::session_end, Location::kept}},
    {67, {"Delete Bearer Failure Indication"}},
    {68, {"Bearer Resource Command", EventKind::session_modify, Location::current}},
    {69, {"Bearer Resource Failure Indication"}},
    {70, {"Downlink Data Notification Failure Indication"}},
    {71, {"Trace Session Activation"}},
    {72, {"Trace Session Deactivation"}},
    {73, {"Stop Paging Indication"}},
    {95, {"Create Bearer Request", EventKind::session_new}},
    {96, {"Create Bearer Response", EventKind::session_new, Location::current}},
    {97, {"Update Bearer Request", EventKind::session_modify}},
    {98, {"Update Bearer Response", EventKind::session_modify, Location::kept}},
    {99, {"Delete Bearer Request", EventKind::session_end}},
    {100, {"Delete Bearer Response", EventKind::session_end, Location::kept}},
    {101, {"Delete PDN Connection Set Request"}},
    {102, {"Delete PDN Connection Set Response"}},
    {103, {"PGW Downlink Triggering Notification"}},
    {104, {"PGW Downlink Triggering Acknowledge"}},
    {128, {"Identification Request"}},
    {129, {"Identification Response"}},
    {130, {"Context Request", EventKind::area_update}},
    {131, {"Context Response"}},
    {132, {"Context Acknowledge"}},
    {133, {"Forward Relocation Request", EventKind::handover_prepare, Location::target}},
    {134, {"Forward Relocation Response"}},
    {135, {"Forward Relocation Complete Notification", EventKind::handover}},
    {136, {"Forward Relocation Complete Acknowledge"}},
    {137, {"Forward Access Context Notification"}},
    {138, {"Forward Access Context Acknowledge"}},
    {139, {"Relocation Cancel Request"}},
    {140, {"Relocation Cancel Response"}},
    {141, {"Configuration Transfer Tunnel"}},
    {149, {"Detach Notification", EventKind::detach}},
    {150, {"Detach Acknowledge"}},
    {151, {"CS Paging Indication", EventKind::paging}},
    {152, {"RAN Information Relay"}},
    {153, {"Alert MME Notification"}},
    {154, {"Alert MME Acknowledge"}},
    {155, {"UE Activity Notification"}},
    {156, {"UE Activity Acknowledge"}},
    {157, {"ISR Status Indication"}},
    {158, {"UE Registration Query Request"}},
    {159, {"UE Registration Query Response"}},
    {160, {"Create Forwarding Tunnel Request"}},
    {161, {"Create Forwarding Tunnel Response"}},
    {162, {"Suspend Notification", EventKind::suspend}},
    {163, {"Suspend Acknowledge"}},
    {164, {"Resume Notification", EventKind::suspend}},
    {165, {"Resume Acknowledge"}},
    {166, {"Create Indirect Data Forwarding Tunnel Request"}},
    {167, {"Create Indirect Data Forwarding Tunnel Response"}},
    {168, {"Delete Indirect Data Forwarding Tunnel Request"}},
    {169, {"Delete Indirect Data Forwarding Tunnel Response"}},
    {170, {"Release Access Bearers Request", EventKind::idle}},
    {171, {"Release Access Bearers Response"}},
    {176, {"Downlink Data Notification", EventKind::paging}},
    {177, {"Downlink Data Notification Acknowledge"}},
    {179, {"PGW Restart Notification"}},
    {180, {"PGW Restart Notification Acknowledge"}},
    {200, {"Update PDN Connection Set Request"}},
    {201, {"Update PDN Connection Set Response"}},
    {211, {"Modify Access Bearers Request", EventKind::service_request}},
    {212, {"Modify Access Bearers Response"}},
    {231, {"MBMS Session Start Request"}},
    {232, {"MBMS Session Start Response"}},
    {233, {"MBMS Session Update Request"}},
    {234, {"MBMS Session Update Response"}},
    {235, {"MBMS Session Stop Request"}},
    {236, {"MBMS Session Stop Response"}},
    {240, {"SRVCC CS to PS Response"}},
    {241, {"SRVCC CS to PS Complete Notification"}},
    {242, {"SRVCC CS to PS Complete Acknowledge"}},
    {243, {"SRVCC CS to PS Cancel Notification"}},
    {244, {"SRVCC CS to PS Cancel Acknowledge"}},
};

consteval std::array<Gtpv2MessageType, 256> by_number() noexcept {
  std::array<Gtpv2MessageType, 256> table{};
  for (const NumberedType& each : kTypes) table[each.number] = each.type;
  return table;
}

constexpr std::array<Gtpv2MessageType, 256> kByNumber = by_number();

}  // namespace

const Gtpv2MessageType& gtpv2_message_type(std::uint8_t type) noexcept {
  return kByNumber[type];
}

}  // namespace celltally
