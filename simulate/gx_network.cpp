#include "simulate/gx_network.hpp"

#include <array>
#include <span>

#include "simulate/diameter_builder.hpp"
#include "simulate/octet_writer.hpp"
#include "simulate/population.hpp"
#include "simulate/s1ap_network.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally {

namespace {

using Kind = RadioAct::Kind;

constexpr std::uint16_t kPort = 3868;
constexpr std::uint32_t kPayload = 46;
constexpr std::uint32_t kCreditControl = 272;
constexpr std::uint32_t kSuccess = 2001;
constexpr std::uint32_t kUserLocationChange = 13;
constexpr std::uint32_t kEutran = 1004;
constexpr std::uint32_t kImsi = 1;  // kinds of Subscription-Id
constexpr std::uint32_t kE164 = 0;
constexpr std::uint32_t kImeisv = 0;

// TS 29.061 16.4.7.2: TAI and ECGI.
Octets location_of(const RadioAct& act) {
  const Octets network = plmn_octets(act.where.place.plmn());
  OctetWriter writer;
  writer.u8(130).octets(network).u16(static_cast<std::uint32_t>(act.where.area.id()));
  writer.octets(network).u32(static_cast<std::uint32_t>(act.where.place.id()));
  return std::move(writer).take();
}

}  // namespace

GxNetwork::GxNetwork(Tap& tap)
    : tap_(tap),
      association_(association_of(node("10.1.0.3"), node("10.4.0.1"), 40001, kPort, kPayload)) {}

void GxNetwork::perform(const RadioAct& act) {
  if (act.imsi == 0) return;
  switch (act.kind) {
    case Kind::attach:
      return tell(act, diameter::kInitial, false,
                  act.told(EventKind::session_new, Presence::exact));
    case Kind::area_update:
    case Kind::handover:
      return tell(act, diameter::kUpdate, true,
                  act.told(EventKind::location_report, Presence::exact));
    case Kind::detach:
      return tell(act, diameter::kTermination, false,
                  act.told(EventKind::session_end, Presence::last_known));
    default: return;
  }
}

void GxNetwork::tell(const RadioAct& act, std::uint32_t type, bool moved,
                     const MadeSighting& told) {
  using namespace diameter;
  const std::string session = "pgw.example;" + std::to_string(act.profile.number) + ';' +
                              std::to_string(act.context.session);
  const std::uint32_t address = 0x0a800000u + act.profile.number;
  OctetWriter octets;
  octets.u32(address);
  Avps avps{session_id(session),
            number(0, 258, kGx),
            origin_host("pgw.example"),
            avp(0, 296, "example"),
            avp(0, 283, "example"),
            cc_request_type(type),
            number(0, 415, type == kInitial ? 0u : 1u),
            framed_ip_address(std::span<const std::uint8_t, 4>{octets.written().data(), 4}),
            called_station_id(act.profile.mark == MachineMark::apn ? Population::kMachineApn
                                                                   : "internet"),
            rat_type(kEutran),
            user_location(location_of(act))};
  if (type == kInitial) {
    avps.push_back(subscription_id(kImsi, imsi_digits(act)));
    avps.push_back(subscription_id(kE164, digits_of(act.msisdn, 12)));
    avps.push_back(user_equipment(kImeisv, digits_of(act.imeisv, 16)));
  }
  if (moved) avps.push_back(event_trigger(kUserLocationChange));
  ++transactions_;
  const Head head{.hop_by_hop = transactions_, .end_to_end = 0x5a000000u + transactions_};
  tap_.message(act.after(5), TappedInterface::gx, association_, 0,
               request(kGx, kCreditControl, avps, head), told);
  tap_.message(act.after(9), TappedInterface::gx, association_, 1,
               answer(kGx, kCreditControl,
                      {session_id(session), result_code(kSuccess), origin_host("pcrf.example"),
                       avp(0, 296, "example"), number(0, 258, kGx), cc_request_type(type),
                       number(0, 415, type == kInitial ? 0u : 1u)},
                      head));
}

}  // namespace celltally
