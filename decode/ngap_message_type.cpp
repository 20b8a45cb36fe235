#include "decode/ngap_message_type.hpp"

#include <array>
#include <cstddef>

#include "decode/ngap.hpp"

namespace celltally {
namespace {

using enum AperPdu::Outcome;
using enum NgapMessageType::Direction;
using enum NgapMessageType::When;
using Ids = NgapMessageType::Ids;

constexpr std::size_t kTypes = 256;
constexpr bool kNas = true;
constexpr bool kMachine = true;

using Table = std::array<NgapMessageType, kTypes>;

consteval NgapMessageType& initiating_of(Table& types, std::uint8_t procedure) {
  return types[ngap_type(procedure, initiating)];
}
consteval NgapMessageType& answer_of(Table& types, std::uint8_t procedure) {
  return types[ngap_type(procedure, successful)];
}
consteval NgapMessageType& failure_of(Table& types, std::uint8_t procedure) {
  return types[ngap_type(procedure, unsuccessful)];
}

// Of a node, not of a device: they tell of no event.
consteval void add_interface_management(Table& types) {
  initiating_of(types, 0) = {"AMFConfigurationUpdate", downlink};
  answer_of(types, 0) = {"AMFConfigurationUpdateAcknowledge", uplink};
  failure_of(types, 0) = {"AMFConfigurationUpdateFailure", uplink};
  initiating_of(types, 1) = {"AMFStatusIndication", downlink};
  initiating_of(types, 9) = {"ErrorIndication"};  // its ids are those that nobody knows
  initiating_of(types, 20) = {"NGReset"};
  answer_of(types, 20) = {"NGResetAcknowledge"};
  initiating_of(types, 21) = {"NGSetupRequest", uplink};
  answer_of(types, 21) = {"NGSetupResponse", downlink};
  failure_of(types, 21) = {"NGSetupFailure", downlink};
  initiating_of(types, 22) = {"OverloadStart", downlink};
  initiating_of(types, 23) = {"OverloadStop", downlink};
  initiating_of(types, 31) = {"PrivateMessage"};
  initiating_of(types, 35) = {"RANConfigurationUpdate", uplink};
  answer_of(types, 35) = {"RANConfigurationUpdateAcknowledge", downlink};
  failure_of(types, 35) = {"RANConfigurationUpdateFailure", downlink};
}

// Warnings, positioning, self-optimisation, broadcast: for names only.
consteval void add_others_of_a_node(Table& types) {
  initiating_of(types, 5) = {"DownlinkNonUEAssociatedNRPPaTransport", downlink};
  initiating_of(types, 6) = {"DownlinkRANConfigurationTransfer", downlink};
  initiating_of(types, 32) = {"PWSCancelRequest", downlink};
  answer_of(types, 32) = {"PWSCancelResponse", uplink};
  initiating_of(types, 33) = {"PWSFailureIndication", uplink};
  initiating_of(types, 34) = {"PWSRestartIndication", uplink};
  initiating_of(types, 47) = {"UplinkNonUEAssociatedNRPPaTransport", uplink};
  initiating_of(types, 48) = {"UplinkRANConfigurationTransfer", uplink};
  initiating_of(types, 51) = {"WriteReplaceWarningRequest", downlink};
  answer_of(types, 51) = {"WriteReplaceWarningResponse", uplink};
  initiating_of(types, 53) = {"UplinkRIMInformationTransfer", uplink};
  initiating_of(types, 54) = {"DownlinkRIMInformationTransfer", downlink};
  initiating_of(types, 60) = {"UERadioCapabilityIDMappingRequest", uplink};
  answer_of(types, 60) = {"UERadioCapabilityIDMappingResponse", downlink};
  initiating_of(types, 66) = {"BroadcastSessionModificationRequest", downlink};
  initiating_of(types, 67) = {"BroadcastSessionReleaseRequest", downlink};
  initiating_of(types, 68) = {"BroadcastSessionSetupRequest", downlink};
  initiating_of(types, 69) = {"DistributionSetupRequest", uplink};
  initiating_of(types, 70) = {"DistributionReleaseRequest", uplink};
  initiating_of(types, 71) = {"MulticastSessionActivationRequest", downlink};
  initiating_of(types, 72) = {"MulticastSessionDeactivationRequest", downlink};
  initiating_of(types, 73) = {"MulticastSessionUpdateRequest", downlink};
  initiating_of(types, 74) = {"MulticastGroupPaging", downlink};
  initiating_of(types, 75) = {"BroadcastSessionReleaseRequired", uplink};
}

// 8.6. Paging names everybody who may be anywhere: its identity is not read.
consteval void add_nas_transport(Table& types) {
  initiating_of(types, 4) = {"DownlinkNASTransport", downlink, Ids::name,
                             EventKind::none,        never,    kNas};
  initiating_of(types, 15) = {"InitialUEMessage",         uplink, Ids::ran_gives,
                              EventKind::service_request, now,    kNas};
  initiating_of(types, 46) = {"UplinkNASTransport",       uplink, Ids::name,
                              EventKind::location_report, now,    kNas};
  // It gives back what the radio network got, so its NAS message went the other way.
  initiating_of(types, 19) = {"NASNonDeliveryIndication", uplink, Ids::name};
  initiating_of(types, 36) = {"RerouteNASRequest", downlink, Ids::name};
  initiating_of(types, 24) = {"Paging", downlink, Ids::none, EventKind::paging};
}

// 8.2. An answer of the radio network may say in which cell the device is.
consteval void add_sessions(Table& types) {
  constexpr auto kReport = EventKind::location_report;
  initiating_of(types, 26) = {"PDUSessionResourceModifyRequest", downlink, Ids::name,
                              EventKind::session_modify};
  answer_of(types, 26) = {"PDUSessionResourceModifyResponse", uplink, Ids::name, kReport, now};
  initiating_of(types, 27) = {"PDUSessionResourceModifyIndication", uplink, Ids::name, kReport,
                              now};
  answer_of(types, 27) = {"PDUSessionResourceModifyConfirm", downlink, Ids::name};
  initiating_of(types, 28) = {
      "PDUSessionResourceReleaseCommand", downlink, Ids::name, EventKind::session_end, never, kNas};
  answer_of(types, 28) = {"PDUSessionResourceReleaseResponse", uplink, Ids::name, kReport, now};
  initiating_of(types, 29) = {"PDUSessionResourceSetupRequest", downlink, Ids::name,
                              EventKind::session_new,           never,    kNas};
  answer_of(types, 29) = {"PDUSessionResourceSetupResponse", uplink, Ids::name, kReport, now};
  initiating_of(types, 30) = {"PDUSessionResourceNotify", uplink, Ids::name, kReport, now};
}

// 8.3.
consteval void add_contexts(Table& types) {
  constexpr auto kReport = EventKind::location_report;
  initiating_of(types, 14) = {
      "InitialContextSetupRequest", downlink, Ids::name, EventKind::none, never, kNas};
  answer_of(types, 14) = {"InitialContextSetupResponse", uplink, Ids::name};
  failure_of(types, 14) = {"InitialContextSetupFailure", uplink, Ids::name};
  initiating_of(types, 37) = {"RRCInactiveTransitionReport", uplink, Ids::name, kReport, now};
  initiating_of(types, 40) = {"UEContextModificationRequest", downlink, Ids::name};
  answer_of(types, 40) = {"UEContextModificationResponse", uplink, Ids::name, kReport, now};
  failure_of(types, 40) = {"UEContextModificationFailure", uplink, Ids::name};
  // A detach where its cause says so. The device is idle when the release is complete.
  initiating_of(types, 41) = {"UEContextReleaseCommand", downlink, Ids::name};
  answer_of(types, 41) = {"UEContextReleaseComplete", uplink, Ids::end, EventKind::idle, now};
  initiating_of(types, 42) = {"UEContextReleaseRequest", uplink, Ids::name};
  initiating_of(types, 52) = {"SecondaryRATDataUsageReport", uplink, Ids::name, kReport, now};
}

// 8.3.6 to 8.3.12: for devices that know the optimisations of cellular IoT.
consteval void add_contexts_of_things(Table& types) {
  const auto add = [](NgapMessageType& type, NgapMessageType what) {
    type = what;
    type.machine = kMachine;
  };
  add(initiating_of(types, 55), {"RetrieveUEInformation", uplink});
  add(initiating_of(types, 56), {"UEInformationTransfer", downlink});
  add(initiating_of(types, 57),
      {"RANCPRelocationIndication", uplink, Ids::ran_gives, EventKind::handover, now});
  add(initiating_of(types, 58),
      {"UEContextResumeRequest", uplink, Ids::name, EventKind::service_request, now});
  add(answer_of(types, 58), {"UEContextResumeResponse", downlink, Ids::name});
  add(failure_of(types, 58), {"UEContextResumeFailure", downlink, Ids::name});
  add(initiating_of(types, 59),
      {"UEContextSuspendRequest", uplink, Ids::name, EventKind::idle, now});
  add(answer_of(types, 59), {"UEContextSuspendResponse", downlink, Ids::name});
  add(failure_of(types, 59), {"UEContextSuspendFailure", downlink, Ids::name});
  add(initiating_of(types, 64), {"AMFCPRelocationIndication", downlink, Ids::name});
  add(initiating_of(types, 65), {"ConnectionEstablishmentIndication", downlink, Ids::name});
}

// 8.4. Nobody is at the target before Notify; the source's leg ends without a departure.
consteval void add_mobility(Table& types) {
  constexpr auto kPrepare = EventKind::handover_prepare;
  initiating_of(types, 10) = {"HandoverCancel", uplink, Ids::name};
  answer_of(types, 10) = {"HandoverCancelAcknowledge", downlink, Ids::name};
  initiating_of(types, 11) = {"HandoverNotify", uplink, Ids::name, EventKind::handover, now};
  initiating_of(types, 12) = {"HandoverRequired", uplink, Ids::name, kPrepare, target};
  answer_of(types, 12) = {"HandoverCommand", downlink, Ids::name};
  failure_of(types, 12) = {"HandoverPreparationFailure", downlink, Ids::name};
  initiating_of(types, 13) = {"HandoverRequest", downlink, Ids::amf_gives, kPrepare};
  answer_of(types, 13) = {"HandoverRequestAcknowledge", uplink, Ids::target_answers};
  failure_of(types, 13) = {"HandoverFailure", uplink, Ids::end};
  initiating_of(types, 25) = {"PathSwitchRequest", uplink, Ids::path_switch, EventKind::handover,
                              now};
  answer_of(types, 25) = {"PathSwitchRequestAcknowledge", downlink, Ids::name};
  failure_of(types, 25) = {"PathSwitchRequestFailure", downlink, Ids::name};
  initiating_of(types, 61) = {"HandoverSuccess", downlink, Ids::name};
}

// The rest that is about one device.
consteval void add_others_of_a_device(Table& types) {
  initiating_of(types, 2) = {"CellTrafficTrace", uplink, Ids::name};
  initiating_of(types, 3) = {"DeactivateTrace", downlink, Ids::name};
  initiating_of(types, 7) = {"DownlinkRANStatusTransfer", downlink, Ids::name};
  initiating_of(types, 8) = {"DownlinkUEAssociatedNRPPaTransport", downlink, Ids::name};
  initiating_of(types, 16) = {"LocationReportingControl", downlink, Ids::name};
  initiating_of(types, 17) = {"LocationReportingFailureIndication", uplink, Ids::name};
  initiating_of(types, 18) = {"LocationReport", uplink, Ids::name, EventKind::location_report, now};
  initiating_of(types, 38) = {"TraceFailureIndication", uplink, Ids::name};
  initiating_of(types, 39) = {"TraceStart", downlink, Ids::name};
  initiating_of(types, 43) = {"UERadioCapabilityCheckRequest", downlink, Ids::name};
  answer_of(types, 43) = {"UERadioCapabilityCheckResponse", uplink, Ids::name};
  initiating_of(types, 44) = {"UERadioCapabilityInfoIndication", uplink, Ids::name};
  initiating_of(types, 45) = {"UETNLABindingReleaseRequest", downlink, Ids::name};
  initiating_of(types, 49) = {"UplinkRANStatusTransfer", uplink, Ids::name};
  initiating_of(types, 50) = {"UplinkUEAssociatedNRPPaTransport", uplink, Ids::name};
  initiating_of(types, 62) = {"UplinkRANEarlyStatusTransfer", uplink, Ids::name};
  initiating_of(types, 63) = {"DownlinkRANEarlyStatusTransfer", downlink, Ids::name};
}

consteval auto all_message_types() {
  Table types{};
  add_interface_management(types);
  add_others_of_a_node(types);
  add_nas_transport(types);
  add_sessions(types);
  add_contexts(types);
  add_contexts_of_things(types);
  add_mobility(types);
  add_others_of_a_device(types);
  return types;
}
constexpr auto kMessageTypes = all_message_types();

static_assert(kMessageTypes[255].name.empty());

}  // namespace

const NgapMessageType& ngap_message_type(std::uint8_t type) noexcept {
  return kMessageTypes[type];
}

std::string_view ngap_message_name(std::uint8_t type) noexcept {
  return kMessageTypes[type].name;
}

}  // namespace celltally
