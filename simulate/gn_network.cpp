#include "simulate/gn_network.hpp"

#include <string>

#include "simulate/gtpv1_builder.hpp"
#include "simulate/population.hpp"

namespace celltally {

namespace {

using Kind = RadioAct::Kind;
using namespace gtpv1;

constexpr std::uint8_t kAccepted = 128;
constexpr std::uint8_t kUtran = 1;
constexpr std::uint8_t kBearer = 5;

const UdpFlow& to_ggsn() {
  static const UdpFlow flow{.source = node("10.2.0.1"), .destination = node("10.2.0.2")};
  return flow;
}

}  // namespace

GnNetwork::GnNetwork(Tap& tap) : tap_(tap) {}

void GnNetwork::perform(const RadioAct& act) {
  switch (act.kind) {
    case Kind::attach: return begin(act);
    case Kind::release:
    case Kind::wifi_start:
    case Kind::wifi_interim:
    case Kind::wifi_stop: return;
    case Kind::detach: return end(act);
    default: return report(act);
  }
}

void GnNetwork::begin(const RadioAct& act) {
  const std::uint32_t sgsn = act.context.mme_teid;
  const std::uint32_t ggsn = act.context.core_teid;
  const Head head{.teid = 0, .sequence = ++sequence_};
  const char* const name =
      act.profile.mark == MachineMark::apn ? Population::kMachineApn : "internet";
  tap_.datagram(act.at, TappedInterface::gtpv1, to_ggsn(),
                create_pdp_context_request(
                    {imsi(imsi_digits(act)), rai(to_text(act.where.area)), selection_mode(0),
                     teid_data(sgsn), teid_control(sgsn), nsapi(kBearer), end_user_address(),
                     apn(name), gsn_address(to_ggsn().source), gsn_address(to_ggsn().source),
                     msisdn(digits_of(act.msisdn, 12)), qos(), rat(kUtran),
                     uli(to_text(act.where.place)), imeisv(digits_of(act.imeisv, 16))},
                    head),
                act.told(EventKind::attach, Presence::exact));
  tap_.datagram(act.after(5), TappedInterface::gtpv1, to_ggsn().reversed(),
                create_pdp_context_response(
                    {cause(kAccepted), teid_data(act.context.user_teid), teid_control(ggsn),
                     charging_id(ggsn), end_user_address(node("10.46.0.1")),
                     gsn_address(to_ggsn().destination), gsn_address(to_ggsn().destination), qos()},
                    {.teid = sgsn, .sequence = head.sequence}));
}

void GnNetwork::report(const RadioAct& act) {
  const Head head{.teid = act.context.core_teid, .sequence = ++sequence_};
  tap_.datagram(act.at, TappedInterface::gtpv1, to_ggsn(),
                ms_info_change_request({rat(kUtran), uli(to_text(act.where.place))}, head),
                act.told(EventKind::location_report, Presence::exact));
  tap_.datagram(act.after(5), TappedInterface::gtpv1, to_ggsn().reversed(),
                ms_info_change_response({cause(kAccepted)},
                                        {.teid = act.context.mme_teid, .sequence = head.sequence}));
}

void GnNetwork::end(const RadioAct& act) {
  const Head head{.teid = act.context.core_teid, .sequence = ++sequence_};
  tap_.datagram(act.at, TappedInterface::gtpv1, to_ggsn(),
                delete_pdp_context_request(
                    {teardown(true), nsapi(kBearer), uli(to_text(act.where.place))}, head),
                act.told(EventKind::session_end, Presence::last_known));
  tap_.datagram(act.after(5), TappedInterface::gtpv1, to_ggsn().reversed(),
                delete_pdp_context_response(
                    {cause(kAccepted)}, {.teid = act.context.mme_teid, .sequence = head.sequence}));
}

}  // namespace celltally
