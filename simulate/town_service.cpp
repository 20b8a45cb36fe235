// What happens in the small town between attach and detach (TS 23.401 5.3.4, 5.3.5, 5.9), and the
// old quarter's third generation (TS 23.060 9.2).

#include <array>

#include "simulate/gtpv1_builder.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/town_network.hpp"
#include "simulate/town_timing.hpp"

namespace celltally {

namespace {

constexpr std::uint8_t kAccepted = 16;
constexpr std::uint8_t kAcceptedV1 = 128;
constexpr std::uint8_t kEutran = 6;
constexpr std::uint8_t kUtran = 1;
constexpr std::uint8_t kNbIot = 8;
constexpr std::uint8_t kBearer = 5;

Octets location(TownCell cell) {
  return gtpv2::uli(std::array{area_of(cell), place_of(cell)});
}

}  // namespace

void TownNetwork::connect(const TownStep& step, TownPerson& person, bool with_cell) {
  using namespace gtpv2;
  const TownSession& session = *person.session;
  TownCore& core = cores_.at(session.core);
  const std::uint32_t sequence = core.sequence();
  Elements elements;
  if (with_cell) {
    note(step, person, step.at, EventKind::service_request, Presence::exact);
    elements.push_back(location(step.cell));
  }
  elements.push_back(
      bearer_context({ebi(kBearer), fteid(Interface::s1u_enb, 0x50000000 | sequence, core.enb)}));
  const Timestamp arrived =
      log_.request(step.at, core.s11,
                   modify_bearer_request(elements, {.teid = session.sgw, .sequence = sequence}));
  log_.send(
      after(arrived, 2), core.s11.reversed(),
      modify_bearer_response({cause(kAccepted)}, {.teid = session.mme, .sequence = sequence}));
  release(after(arrived, random_.between(10'000, 60'000)), session);
}

void TownNetwork::release(Timestamp at, const TownSession& session) {
  using namespace gtpv2;
  TownCore& core = cores_.at(session.core);
  const std::uint32_t sequence = core.sequence();
  const Timestamp arrived =
      log_.request(at, core.s11,
                   release_access_bearers_request({}, {.teid = session.sgw, .sequence = sequence}));
  log_.send(after(arrived, 2), core.s11.reversed(),
            release_access_bearers_response({cause(kAccepted)},
                                            {.teid = session.mme, .sequence = sequence}));
}

// Somebody calls: the SGW asks the MME to look for the telephone, in the second before it answers.
void TownNetwork::page(const TownStep& step, const TownPerson& person) {
  using namespace gtpv2;
  const TownSession& session = *person.session;
  TownCore& core = cores_.at(session.core);
  const std::uint32_t sequence = core.sequence();
  log_.send(
      after(step.at, -800), core.s11.reversed(),
      downlink_data_notification({ebi(kBearer)}, {.teid = session.mme, .sequence = sequence}));
  log_.send(after(step.at, -798), core.s11,
            downlink_data_notification_acknowledge({cause(kAccepted)},
                                                   {.teid = session.sgw, .sequence = sequence}));
}

void TownNetwork::report(const TownStep& step, const TownPerson& person) {
  using namespace gtpv2;
  const TownSession& session = *person.session;
  TownCore& core = cores_.at(session.core);
  const std::uint32_t sequence = core.sequence();
  note(step, person, step.at, EventKind::location_report, Presence::exact);
  const Timestamp arrived = log_.request(
      step.at, core.s11,
      change_notification_request({rat(person.machine ? kNbIot : kEutran), location(step.cell)},
                                  {.teid = session.sgw, .sequence = sequence}));
  log_.send(after(arrived, 8), core.s11.reversed(),
            change_notification_response({cause(kAccepted)},
                                         {.teid = session.mme, .sequence = sequence}));
}

void TownNetwork::third_generation(const TownStep& step, const TownPerson& person) {
  using namespace gtpv1;
  const std::string sai = to_text(place_of(step.cell));
  const std::uint32_t sgsn = gn_teid_ += 2;
  const std::uint32_t ggsn = sgsn + 1;
  const Head first{.teid = 0, .sequence = ++gn_sequence_};
  note(step, person, step.at, EventKind::attach, Presence::exact);
  const Timestamp created =
      log_.request(step.at, gn_,
                   create_pdp_context_request(
                       {imsi(person.imsi), rai(to_text(area_of(step.cell))), selection_mode(0),
                        teid_data(sgsn), teid_control(sgsn), nsapi(5), end_user_address(),
                        apn("internet"), gsn_address(gn_.source), gsn_address(gn_.source),
                        msisdn(person.msisdn), qos(), rat(kUtran), uli(sai), imeisv(person.imeisv)},
                       first));
  log_.send(after(created, 5), gn_.reversed(),
            create_pdp_context_response(
                {cause(kAcceptedV1), teid_data(ggsn), teid_control(ggsn), charging_id(ggsn),
                 end_user_address(node("10.46.0.1")), gsn_address(gn_.destination),
                 gsn_address(gn_.destination), qos()},
                {.teid = sgsn, .sequence = first.sequence}));

  const Head second{.teid = ggsn, .sequence = ++gn_sequence_};
  const Timestamp report = after(step.at, 300'000);
  note(step, person, report, EventKind::location_report, Presence::exact);
  const Timestamp reported =
      log_.request(report, gn_, ms_info_change_request({rat(kUtran), uli(sai)}, second));
  log_.send(
      after(reported, 5), gn_.reversed(),
      ms_info_change_response({cause(kAcceptedV1)}, {.teid = sgsn, .sequence = second.sequence}));

  const Head third{.teid = ggsn, .sequence = ++gn_sequence_};
  const Timestamp end = after(step.at, 600'000);
  note(step, person, end, EventKind::session_end, Presence::last_known);
  const Timestamp ended = log_.request(
      end, gn_, delete_pdp_context_request({teardown(true), nsapi(5), uli(sai)}, third));
  log_.send(after(ended, 5), gn_.reversed(),
            delete_pdp_context_response({cause(kAcceptedV1)},
                                        {.teid = sgsn, .sequence = third.sequence}));
}

}  // namespace celltally
