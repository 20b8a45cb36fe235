#include "simulate/sgs_network.hpp"

#include <array>
#include <string>

#include "simulate/s1ap_network.hpp"
#include "simulate/sgsap_builder.hpp"

namespace celltally {

namespace {

using Kind = RadioAct::Kind;
using namespace sgsap;

constexpr std::uint16_t kPort = 29118;
constexpr const char* kMmeName = "mmec-a5.mmegi-8001.mme.epc.mnc001.mcc001.3gppnetwork.org";
constexpr std::uint8_t kImsiAttach = 1;
constexpr std::uint8_t kNormal = 2;

// Types of messages (TS 29.118 9.2).
constexpr std::uint8_t kPagingRequest = 0x01;
constexpr std::uint8_t kServiceRequest = 0x06;
constexpr std::uint8_t kUplinkUnitdata = 0x08;
constexpr std::uint8_t kLocationUpdateRequest = 0x09;
constexpr std::uint8_t kLocationUpdateAccept = 0x0a;
constexpr std::uint8_t kEpsDetach = 0x11;
constexpr std::uint8_t kEpsDetachAck = 0x12;
constexpr std::uint8_t kMoCsfb = 0x18;

Octets lai_of(const RadioAct& act) {
  return lai(to_text(Place{PlaceKind::lai, act.where.area.plmn(), act.where.area.id()}));
}

}  // namespace

SgsNetwork::SgsNetwork(Tap& tap)
    : tap_(tap),
      association_(association_of(node("10.1.0.1"), node("10.5.0.1"), kPort, kPort, 0)) {}

void SgsNetwork::perform(const RadioAct& act) {
  if (act.imsi == 0 || is_machine(act.profile.kind)) return;  // data only
  const std::string digits = imsi_digits(act);
  const std::string cell = to_text(act.where.place);
  const std::string area = to_text(act.where.area);
  const auto up = [&](std::int64_t after_ms, const Octets& octets, const MadeSighting& told) {
    tap_.message(act.after(after_ms), TappedInterface::sgs, association_, 0, octets, told);
  };
  const auto down = [&](std::int64_t after_ms, const Octets& octets) {
    tap_.message(act.after(after_ms), TappedInterface::sgs, association_, 1, octets);
  };
  switch (act.kind) {
    case Kind::attach: return update(act, kImsiAttach, EventKind::attach);
    case Kind::area_update: return update(act, kNormal, EventKind::area_update);
    case Kind::call:
      return up(2, message(kMoCsfb, {imsi(digits), tai(area), ecgi(cell)}),
                act.told(EventKind::call, Presence::exact));
    case Kind::answer:
      if (act.context.core_id % 4 != 0) return;  // by data: the VLR has no part in it
      down(0, message(kPagingRequest, {imsi(digits), element(2, Octets{4, 'v', 'l', 'r', '1'}),
                                       service_indicator(2), lai_of(act)}));
      return up(720,
                message(kServiceRequest,
                        {imsi(digits), service_indicator(2), tai(area), ecgi(cell), emm_mode(0)}),
                act.told(EventKind::service_request, Presence::exact));
    case Kind::text: {
      constexpr std::array<std::uint8_t, 12> kNas{0x07, 0x63, 0x09, 0x39, 0x01, 0x06,
                                                  0x00, 0x01, 0x00, 0x00, 0x00, 0x00};
      return up(
          80, message(kUplinkUnitdata, {imsi(digits), nas_container(kNas), tai(area), ecgi(cell)}),
          act.told(EventKind::text, Presence::exact));
    }
    case Kind::detach:
      up(8, message(kEpsDetach, {imsi(digits), mme_name(kMmeName), detach_from_eps(2)}), {});
      return down(12, message(kEpsDetachAck, {imsi(digits)}));
    default: return;
  }
}

void SgsNetwork::update(const RadioAct& act, std::uint8_t type, EventKind kind) {
  const std::string digits = imsi_digits(act);
  tap_.message(act.after(15), TappedInterface::sgs, association_, 0,
               message(kLocationUpdateRequest,
                       {imsi(digits), mme_name(kMmeName), eps_location_update_type(type),
                        lai_of(act), tai(to_text(act.where.area)), ecgi(to_text(act.where.place))}),
               act.told(kind, Presence::exact));
  tap_.message(act.after(21), TappedInterface::sgs, association_, 1,
               message(kLocationUpdateAccept, {imsi(digits), lai_of(act)}));
}

}  // namespace celltally
