#include "simulate/town_network.hpp"

#include <optional>

#include "simulate/frame_builder.hpp"
#include "simulate/gtpv1_builder.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally {

namespace {

constexpr std::uint8_t kRestartCounter = 7;

UdpFlow flow(const char* source, const char* destination) {
  return {.source = node(source), .destination = node(destination)};
}

}  // namespace

TownNetwork::TownNetwork(std::uint64_t seed, PacketLog& log, TruthBook& truth)
    : random_(seed),
      log_(log),
      truth_(truth),
      cores_{TownCore{plmn("001-01"), flow("10.1.0.1", "10.1.0.2"), flow("10.1.0.12", "10.1.0.3"),
                      node("10.2.0.9"), 0x01000000},
             TownCore{plmn("999-70"), flow("2001:db8:1::1", "2001:db8:1::2"),
                      flow("2001:db8:1::12", "2001:db8:1::3"), node("2001:db8:2::9"), 0x02000000}},
      gn_(flow("10.1.0.21", "10.1.0.22")) {}

void TownNetwork::perform(const TownStep& step, TownPerson& person) {
  using enum TownStep::Action;
  switch (step.action) {
    case attach: this->attach(step, person); break;
    case attach_refused: refuse(step, person); break;
    case service_request: connect(step, person, true); break;
    case service_request_no_cell: connect(step, person, false); break;
    case paged:
      page(step, person);
      connect(step, person, true);
      break;
    case report: this->report(step, person); break;
    case detach: this->detach(step, person); break;
    case emergency_call: this->emergency_call(step, person); break;
    case third_generation: this->third_generation(step, person); break;
  }
}

void TownNetwork::tick(Timestamp at) {
  for (TownCore& core : cores_) {
    const std::uint32_t sequence = core.sequence();
    log_.send(at, core.s11, gtpv2::echo_request({gtpv2::recovery(kRestartCounter)}, sequence));
    log_.send({at.ns + 900'000}, core.s11.reversed(),
              gtpv2::echo_response({gtpv2::recovery(kRestartCounter)}, sequence));
  }
  UdpFlow user{cores_[0].enb, cores_[0].s11.destination, UdpFlow::kGtpUser, UdpFlow::kGtpUser};
  const UdpFlow inner{node("10.45.0.1"), node("10.99.0.1"), 50000, 50001};
  const Octets data(40 + ticks_++, 0x2e);
  log_.send({at.ns + 5'000'000}, user, gtpv1::t_pdu(0x01000102, udp_packet(inner, data)));
}

TownSession TownNetwork::new_session(std::size_t core, Timestamp at) {
  TownCore& nodes = cores_.at(core);
  TownSession session{.core = core};
  session.mme = nodes.take_teid(at);
  session.sgw = nodes.take_teid(at);
  session.sgw_s5 = nodes.take_teid(at);
  session.pgw = nodes.take_teid(at);
  return session;
}

TownSession TownNetwork::earlier_session(std::size_t core, Timestamp at) {
  return new_session(core, at);
}

void TownNetwork::note(const TownStep& step, const TownPerson& person, Timestamp at, EventKind kind,
                       Presence presence) {
  const bool known = !person.imsi.empty() && !person.from_before && !person.machine;
  truth_.add({at, known ? std::optional{person.number} : std::nullopt, place_of(step.cell), kind,
              presence});
}

}  // namespace celltally
