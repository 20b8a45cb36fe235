// How a telephone of the small town comes into the network and leaves it (TS 23.401 5.3.2, 5.3.8).

#include <array>

#include "simulate/gtpv2_builder.hpp"
#include "simulate/town_network.hpp"
#include "simulate/town_timing.hpp"

namespace celltally {

namespace {

using gtpv2::Elements;
using gtpv2::Interface;

constexpr std::uint8_t kAccepted = 16;
constexpr std::uint8_t kNoResources = 73;
constexpr std::uint8_t kEutran = 6;
constexpr std::uint8_t kNbIot = 8;
constexpr std::uint8_t kBearer = 5;
constexpr std::uint8_t kSecondBearer = 6;
constexpr std::uint32_t kPiggybackedPercent = 15;
constexpr std::uint32_t kUserPlane = 0x40000000;  // added to a control TEID: any other number

Octets location(TownCell cell) {
  return gtpv2::uli(std::array{area_of(cell), place_of(cell)});
}

Octets enb_bearer(const TownCore& core, const TownSession& session) {
  using namespace gtpv2;
  return bearer_context(
      {ebi(kBearer), fteid(Interface::s1u_enb, session.mme | kUserPlane, core.enb)});
}

}  // namespace

Octets TownNetwork::create_session(const TownStep& step, const TownPerson& person,
                                   const TownSession& session, std::uint32_t sequence,
                                   bool s5) const {
  using namespace gtpv2;
  const TownCore& core = cores_.at(session.core);
  Elements elements;
  if (!person.imsi.empty()) {
    elements.push_back(imsi(person.imsi));
    elements.push_back(msisdn(person.msisdn));
  }
  elements.push_back(mei(person.imeisv));
  elements.push_back(location(step.cell));
  elements.push_back(serving_network(core.plmn));
  elements.push_back(rat(person.machine ? kNbIot : kEutran));
  if (s5) {
    elements.push_back(fteid(Interface::s5_c_sgw, session.sgw_s5, core.s5.source));
  } else {
    elements.push_back(fteid(Interface::s11_mme, session.mme, core.s11.source));
    elements.push_back(fteid(Interface::s5_c_pgw, 0, core.s5.destination, 1));
  }
  for (Octets& each :
       Elements{apn(person.machine ? "things" : "internet"), selection_mode(0), pdn_type(1),
                paa(node("0.0.0.0")), apn_restriction(0), ambr(50'000, 150'000)}) {
    elements.push_back(std::move(each));
  }
  Elements bearer{ebi(kBearer), bearer_qos()};
  if (s5) {
    bearer.insert(bearer.begin() + 1,
                  fteid(Interface::s5_u_sgw, session.sgw_s5 | kUserPlane, core.s5.source, 2));
  }
  elements.push_back(bearer_context(bearer));
  return create_session_request(elements, {.teid = 0, .sequence = sequence});
}

void TownNetwork::attach(const TownStep& step, TownPerson& person) {
  person.from_before = false;
  person.session = new_session(step.cell == TownCell::works ? 1 : 0, step.at);
  const TownSession& session = *person.session;
  TownCore& core = cores_.at(session.core);
  const std::uint32_t on_s11 = core.sequence();
  const std::uint32_t on_s5 = core.sequence();

  note(step, person, step.at, EventKind::attach, Presence::exact);
  const Timestamp at_sgw =
      log_.request(step.at, core.s11, create_session(step, person, session, on_s11, false));
  const Timestamp copied = after(at_sgw, 2);
  note(step, person, copied, EventKind::attach, Presence::last_known);
  const Timestamp at_pgw =
      log_.request(copied, core.s5, create_session(step, person, session, on_s5, true));
  using namespace gtpv2;
  log_.send(after(at_pgw, 10), core.s5.reversed(),
            create_session_response(
                {cause(kAccepted), fteid(Interface::s5_c_pgw, session.pgw, core.s5.destination, 1),
                 paa(node("10.45.0.1")), apn_restriction(0),
                 bearer_context({ebi(kBearer), cause(kAccepted),
                                 fteid(Interface::s5_u_pgw, session.pgw | kUserPlane,
                                       core.s5.destination, 2)})},
                {.teid = session.sgw_s5, .sequence = on_s5}));
  answer_attach(after(at_pgw, 14), on_s11, step, session);
}

// The answer to the MME and the bearer at the eNB; sometimes a second bearer comes along, and both
// messages of the MME's next turn travel together (TS 29.274 5.5.1).
void TownNetwork::answer_attach(Timestamp at, std::uint32_t sequence, const TownStep& step,
                                const TownSession& session) {
  using namespace gtpv2;
  TownCore& core = cores_.at(session.core);
  const bool together = random_.percent(kPiggybackedPercent);
  const std::uint32_t second = core.sequence();
  Octets answer = create_session_response(
      {cause(kAccepted), fteid(Interface::s11_sgw, session.sgw, core.s11.destination),
       fteid(Interface::s5_c_pgw, session.pgw, core.s5.destination, 1), paa(node("10.45.0.1")),
       apn_restriction(0),
       bearer_context({ebi(kBearer), cause(kAccepted),
                       fteid(Interface::s1u_sgw, session.sgw | kUserPlane, core.s11.destination)})},
      {.teid = session.mme, .sequence = sequence});
  if (together) {
    answer = piggyback(
        std::move(answer),
        create_bearer_request(
            {ebi(kBearer),
             bearer_context(
                 {ebi(0), element(84, std::array<std::uint8_t, 1>{0x40}), bearer_qos(),
                  fteid(Interface::s1u_sgw, session.sgw | kUserPlane | 1, core.s11.destination)})},
            {.teid = session.mme, .sequence = second}));
  }
  log_.send(at, core.s11.reversed(), answer);

  const std::uint32_t third = core.sequence();
  Octets modify =
      modify_bearer_request({enb_bearer(core, session)}, {.teid = session.sgw, .sequence = third});
  if (together) {
    modify = piggyback(
        create_bearer_response(
            {cause(kAccepted),
             bearer_context({ebi(kSecondBearer), cause(kAccepted),
                             fteid(Interface::s1u_enb, session.mme | kUserPlane | 1, core.enb),
                             fteid(Interface::s1u_sgw, session.sgw | kUserPlane | 1,
                                   core.s11.destination, 1)})},
            {.teid = session.sgw, .sequence = second}),
        modify);
  }
  const Timestamp modified = log_.request(after(at, 50), core.s11, modify);
  log_.send(after(modified, 2), core.s11.reversed(),
            modify_bearer_response({cause(kAccepted)}, {.teid = session.mme, .sequence = third}));
  if (step.action != TownStep::Action::emergency_call) release(after(modified, 20'000), session);
}

void TownNetwork::refuse(const TownStep& step, const TownPerson& person) {
  const TownSession session = new_session(step.cell == TownCell::works ? 1 : 0, step.at);
  TownCore& core = cores_.at(session.core);
  const std::uint32_t sequence = core.sequence();
  note(step, person, step.at, EventKind::attach, Presence::exact);
  const Timestamp arrived =
      log_.request(step.at, core.s11, create_session(step, person, session, sequence, false));
  log_.send(after(arrived, 3), core.s11.reversed(),
            gtpv2::create_session_response({gtpv2::cause(kNoResources)},
                                           {.teid = session.mme, .sequence = sequence}));
}

void TownNetwork::detach(const TownStep& step, TownPerson& person) {
  using namespace gtpv2;
  const TownSession session = *person.session;
  TownCore& core = cores_.at(session.core);
  const std::uint32_t on_s11 = core.sequence();
  const std::uint32_t on_s5 = core.sequence();
  note(step, person, step.at, EventKind::detach, Presence::leaves);
  const Timestamp at_sgw = log_.request(
      step.at, core.s11,
      delete_session_request({ebi(kBearer), location(step.cell), indication({0x08, 0x00})},  // OI
                             {.teid = session.sgw, .sequence = on_s11}));
  const Timestamp copied = after(at_sgw, 1);
  note(step, person, copied, EventKind::session_end, Presence::last_known);
  const Timestamp at_pgw =
      log_.request(copied, core.s5,
                   delete_session_request({ebi(kBearer), location(step.cell)},
                                          {.teid = session.pgw, .sequence = on_s5}));
  log_.send(
      after(at_pgw, 4), core.s5.reversed(),
      delete_session_response({cause(kAccepted)}, {.teid = session.sgw_s5, .sequence = on_s5}));
  const Timestamp done = after(at_pgw, 6);
  log_.send(done, core.s11.reversed(),
            delete_session_response({cause(kAccepted)}, {.teid = session.mme, .sequence = on_s11}));
  for (const std::uint32_t teid : {session.mme, session.sgw, session.sgw_s5, session.pgw}) {
    core.give_back(teid, done);
  }
  person.session.reset();
  person.from_before = false;
}

void TownNetwork::emergency_call(const TownStep& step, TownPerson& person) {
  attach(step, person);
  TownStep end = step;
  end.at = after(step.at, 90'000);
  detach(end, person);
}

}  // namespace celltally
