#include "simulate/s11_network.hpp"

#include <algorithm>

#include "simulate/frame_builder.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/octet_writer.hpp"
#include "simulate/population.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally {

namespace {

using gtpv2::Elements;
using gtpv2::Head;
using gtpv2::Interface;

constexpr std::uint8_t kAccepted = 16;
constexpr std::uint8_t kBearer = 5;
constexpr std::uint8_t kEutran = 6;
constexpr std::uint8_t kNbIot = 8;
constexpr std::int64_t kT3Ns = 3'000'000'000;  // TS 29.274 7.6: the operator's choice
constexpr std::uint32_t kRepeatedPercent = 1;
constexpr std::uint32_t kNoCellPercent = 10;  // of service requests

enum Field : std::uint8_t {
  kMme,
  kSgw,
  kUser,
  kEnb,
  kSequence,
  kImsi,
  kMsisdn,
  kMei,
  kArea,
  kCell,
  kPlmn,
  kAddress
};
// A cell is four octets, of which the highest bits are spare; its operator's three octets stand
// before it and before the area's.
constexpr std::array<std::uint8_t, MessageForm::kFields> kWidths{4, 4, 4, 4, 3, 8,
                                                                 6, 8, 2, 4, 3, 4};

constexpr std::uint64_t low(std::size_t field, unsigned octets) {
  return MessageForm::mark(field) & (octets == 8 ? ~std::uint64_t{0} : (1ull << 8 * octets) - 1);
}
std::uint32_t number(std::size_t field) {
  return static_cast<std::uint32_t>(low(field, kWidths[field]));
}
Octets octets(std::size_t field) {
  OctetWriter writer;
  for (unsigned i = kWidths[field]; i-- > 0;) {
    writer.u8(static_cast<std::uint32_t>(MessageForm::mark(field) >> 8 * i & 0xff));
  }
  return std::move(writer).take();
}

// Decimal digits as TBCD octets, read as a number.
std::uint64_t tbcd_number(std::uint64_t digits, std::size_t count) {
  std::uint64_t value = 0;
  for (const std::uint8_t each : tbcd(digits_of(digits, count))) value = value << 8 | each;
  return value;
}

Octets location() {
  OctetWriter writer;
  writer.u8(0x18).octets(octets(kPlmn)).octets(octets(kArea));
  return gtpv2::element(86, writer.octets(octets(kPlmn)).octets(octets(kCell)).written());
}

NodeAddress enb() {
  NodeAddress address = node("0.0.0.0");
  std::ranges::copy(octets(kAddress), address.storage.begin());
  return address;
}

Octets enb_bearer() {
  using namespace gtpv2;
  return bearer_context({ebi(kBearer), fteid(Interface::s1u_enb, number(kEnb), enb())});
}

const NodeAddress& mme() {
  static const NodeAddress address = node("10.1.0.1");
  return address;
}
const NodeAddress& sgw() {
  static const NodeAddress address = node("10.1.0.2");
  return address;
}

// UDP checksum 0, "not computed" (RFC 768): it would differ from device to device.
MessageForm form(bool to_sgw, const Octets& message) {
  constexpr std::size_t kChecksum = 14 + 20 + 6;
  const UdpFlow there{.source = mme(), .destination = sgw()};
  Octets frame = udp_frame(to_sgw ? there : there.reversed(), message);
  std::fill_n(frame.begin() + kChecksum, 2, std::uint8_t{0});
  return {std::move(frame), kWidths};
}

Head to_sgw() {
  return {.teid = number(kSgw), .sequence = number(kSequence)};
}
Head to_mme() {
  return {.teid = number(kMme), .sequence = number(kSequence)};
}

// Who asks for a session: a phone, a thing by NB-IoT, one by its access point name, nobody's phone.
enum Asker : std::uint8_t { kPhone, kNbThing, kApnThing, kNoSim, kAskers };

MessageForm create_session_request(Asker asker) {
  using namespace gtpv2;
  Elements elements;
  if (asker != kNoSim) {
    elements.push_back(element(1, octets(kImsi)));
    elements.push_back(element(76, octets(kMsisdn)));
  }
  const char* const name = asker == kApnThing ? Population::kMachineApn
                           : asker == kNoSim  ? "sos"
                                              : "internet";
  for (Octets& each :
       Elements{element(75, octets(kMei)), location(), element(83, octets(kPlmn)),
                rat(asker == kNbThing ? kNbIot : kEutran),
                fteid(Interface::s11_mme, number(kMme), mme()),
                fteid(Interface::s5_c_pgw, 0, node("10.1.0.3"), 1), apn(name), selection_mode(0),
                pdn_type(1), paa(node("0.0.0.0")), apn_restriction(0), ambr(50'000, 150'000),
                bearer_context({ebi(kBearer), bearer_qos()}), time_zone(0x40, 0)}) {
    elements.push_back(std::move(each));
  }
  return form(true,
              gtpv2::create_session_request(elements, {.teid = 0, .sequence = number(kSequence)}));
}

Octets create_session_response() {
  using namespace gtpv2;
  return gtpv2::create_session_response(
      {cause(kAccepted), fteid(Interface::s11_sgw, number(kSgw), sgw()),
       fteid(Interface::s5_c_pgw, 0x70700001, node("10.1.0.3"), 1), paa(node("10.45.0.1")),
       bearer_context({ebi(kBearer), cause(kAccepted),
                       fteid(Interface::s1u_sgw, number(kUser), sgw()),
                       fteid(Interface::s5_u_pgw, 0x70700002, node("10.1.0.3"), 2)})},
      to_mme());
}

Octets modify_bearer_request(bool with_cell) {
  using namespace gtpv2;
  Elements elements;
  if (with_cell) elements = {location(), rat(kEutran), element(83, octets(kPlmn))};
  elements.push_back(enb_bearer());
  return gtpv2::modify_bearer_request(elements, to_sgw());
}

Octets modify_bearer_response() {
  using namespace gtpv2;
  return gtpv2::modify_bearer_response(
      {cause(kAccepted), bearer_context({ebi(kBearer), cause(kAccepted),
                                         fteid(Interface::s1u_sgw, number(kUser), sgw())})},
      to_mme());
}

// The forms of `others_`.
enum Other : std::size_t {
  kCreated,
  kModify,
  kModifyNoCell,
  kModified,
  kRelease,
  kReleased,
  kChanged,
  kDelete,
  kDeleted,
  kNotify,
  kNotified
};

std::vector<MessageForm> other_forms() {
  using namespace gtpv2;
  std::vector<MessageForm> forms;
  forms.push_back(form(false, create_session_response()));
  forms.push_back(form(true, modify_bearer_request(true)));
  forms.push_back(form(true, modify_bearer_request(false)));
  forms.push_back(form(false, modify_bearer_response()));
  forms.push_back(form(true, release_access_bearers_request({}, to_sgw())));
  forms.push_back(form(false, release_access_bearers_response({cause(kAccepted)}, to_mme())));
  forms.push_back(form(false, change_notification_response({cause(kAccepted)}, to_mme())));
  // Operation Indication: the PGW shall hear of it.
  forms.push_back(form(true, delete_session_request(
                                 {ebi(kBearer), location(), indication({0x08, 0x00})}, to_sgw())));
  forms.push_back(form(false, delete_session_response({cause(kAccepted)}, to_mme())));
  forms.push_back(form(false, downlink_data_notification({ebi(kBearer)}, to_mme())));
  forms.push_back(form(true, downlink_data_notification_acknowledge({cause(kAccepted)}, to_sgw())));
  return forms;
}

Asker asker_of(const RadioAct& act) {
  if (act.imsi == 0) return kNoSim;
  if (act.profile.mark == MachineMark::rat) return kNbThing;
  return act.profile.mark == MachineMark::apn ? kApnThing : kPhone;
}

}  // namespace

S11Network::S11Network(std::uint64_t seed, Tap& tap)
    : random_(seed), tap_(tap), others_(other_forms()) {
  for (const Asker each : {kPhone, kNbThing, kApnThing, kNoSim}) {
    create_requests_.push_back(create_session_request(each));
  }
  for (const std::uint8_t radio : {kEutran, kNbIot}) {
    change_requests_.push_back(
        form(true, gtpv2::change_notification_request({gtpv2::rat(radio), location()}, to_sgw())));
  }
}

void S11Network::perform(const RadioAct& act) {
  using enum RadioAct::Kind;
  switch (act.kind) {
    case attach: return this->attach(act);
    case answer: page(act); return wake(act);
    case service:
    case call:
    case text:
    case handover: return wake(act);
    case area_update:
    case periodic_update: return report(act);
    case release: return this->release(act);
    case detach: return this->detach(act);
    case wifi_start:
    case wifi_interim:
    case wifi_stop: return;
  }
}

void S11Network::attach(const RadioAct& act) {
  MessageForm::Values values = values_of(act);
  const Timestamp created = exchange(act.at, create_requests_[asker_of(act)], others_[kCreated],
                                     values, act.told(EventKind::attach, Presence::exact));
  values[kSequence] = ++sequence_ & 0x7fffff;
  exchange({created.ns + 60'000'000}, others_[kModifyNoCell], others_[kModified], values, {});
}

// A device that changes its eNB while it is connected brings the same message.
void S11Network::wake(const RadioAct& act) {
  const bool with_cell = !random_.percent(kNoCellPercent);
  const Timestamp at = act.kind == RadioAct::Kind::answer ? act.after(700) : act.at;
  const MadeSighting told =
      with_cell ? act.told(EventKind::service_request, Presence::exact) : MadeSighting{};
  exchange(at, others_[with_cell ? kModify : kModifyNoCell], others_[kModified], values_of(act),
           told);
}

void S11Network::page(const RadioAct& act) {
  exchange(act.at, others_[kNotify], others_[kNotified], values_of(act), {});
}

void S11Network::release(const RadioAct& act) {
  exchange(act.at, others_[kRelease], others_[kReleased], values_of(act), {});
}

void S11Network::report(const RadioAct& act) {
  const bool thing = act.profile.mark == MachineMark::rat;
  exchange(act.at, change_requests_[thing ? 1 : 0], others_[kChanged], values_of(act),
           act.told(EventKind::location_report, Presence::exact));
}

void S11Network::detach(const RadioAct& act) {
  exchange(act.at, others_[kDelete], others_[kDeleted], values_of(act),
           act.told(EventKind::detach, Presence::leaves));
}

MessageForm::Values S11Network::values_of(const RadioAct& act) {
  MessageForm::Values values{};
  values[kMme] = act.context.mme_teid;
  values[kSgw] = act.context.core_teid;
  values[kUser] = act.context.user_teid;
  values[kEnb] = act.context.radio_id * 0x9e3779b1u;
  values[kSequence] = ++sequence_ & 0x7fffff;
  if (act.kind == RadioAct::Kind::attach) {
    values[kImsi] = tbcd_number(act.imsi, 15);
    values[kMsisdn] = tbcd_number(act.msisdn, 12);
    values[kMei] = tbcd_number(act.imeisv, 16);
  }
  values[kArea] = act.where.area.id();
  values[kCell] = act.where.place.id();
  values[kPlmn] = act.where.place.plmn().octets;
  values[kAddress] = 0x0a400000u + act.where.site;
  return values;
}

Timestamp S11Network::exchange(Timestamp at, const MessageForm& request, const MessageForm& answer,
                               const MessageForm::Values& values, const MadeSighting& told) {
  request.fill(values, frame_);
  tap_.frame(at, TappedInterface::s11, frame_, told);
  if (random_.percent(kRepeatedPercent)) {
    tap_.frame({at.ns + kT3Ns}, TappedInterface::s11, frame_);
    at.ns += kT3Ns;
  }
  at.ns += 2'000'000;
  answer.fill(values, frame_);
  tap_.frame(at, TappedInterface::s11, frame_);
  return at;
}

}  // namespace celltally
