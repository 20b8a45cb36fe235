#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <set>
#include <vector>

#include "anonymise/anonymiser.hpp"

// Messages out of arbitrary bytes, over few nodes, TEIDs and digits, so that they meet. Two
// Anonymisers with one key must agree, every message must end in one counter, an event must be
// consistent, and the wire bytes must be zero afterwards. Of a third, which has lists of people who
// have opted out, nothing may come of them, through reloads and epochs.

namespace {

using namespace celltally;

void require(bool holds) {
  if (!holds) std::abort();
}

EpochKey key_of(std::uint8_t octet) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(octet);
  return EpochKey::from_bytes_for_test(bytes).value();
}

constexpr Anonymiser::Limits kLimits{
    .sessions_max = 64, .transactions_max = 64, .session_age_s_max = 100};

// Also digits that no decoder would let through: they must do no harm.
constexpr std::array<std::uint8_t, 40> kOctets{
    0x02, 0x98, 0x03, 0x00, 0x00, 0x00, 0x00, 0xf1, 0x02, 0x98, 0x03, 0x00, 0x00, 0x00,
    0x00, 0xf2, 0xff, 0xff, 0x29, 0x80, 0x39, 0x00, 0x00, 0x00, 0x00, 0x10, '2',  '0',
    '8',  '9',  '3',  '0',  '0',  '0',  '0',  '0',  '0',  '0',  '0',  '1'};

SubscriberId identity_of(FuzzedDataProvider& data) {
  const auto first = data.ConsumeIntegralInRange<std::size_t>(0, kOctets.size() - 1);
  const auto length = data.ConsumeIntegralInRange<std::size_t>(1, kOctets.size() - first);
  const auto coding = static_cast<SubscriberId::Coding>(data.ConsumeIntegralInRange(0, 3));
  return {SubscriberId::Kind::imsi, coding, std::span{kOctets}.subspan(first, length)};
}

IpAddress address_of(FuzzedDataProvider& data) {
  constexpr std::array<std::size_t, 4> kLengths{0, 4, 4, 16};
  const std::size_t length = data.PickValueInArray(kLengths);
  if (length == 0) return {};
  const auto first = data.ConsumeIntegralInRange<std::size_t>(0, 3);
  return IpAddress::of(std::span{kOctets}.subspan(first, length));
}

SessionEndpoint endpoint_of(FuzzedDataProvider& data) {
  const IpAddress node = address_of(data);
  return {node, data.ConsumeIntegralInRange<std::uint32_t>(0, 5)};
}

void fill(FuzzedDataProvider& data, Timestamp at, SignallingMessage& message) {
  message.at = at;
  if (data.ConsumeBool()) message.imsi = identity_of(data);
  SessionReferences& session = message.session;
  session.source = address_of(data);
  session.destination = address_of(data);
  session.receiver = endpoint_of(data);
  for (int i = data.ConsumeIntegralInRange(0, 7); i > 0; --i) session.announce(endpoint_of(data));
  session.sequence = data.ConsumeIntegralInRange<std::uint32_t>(0, 7);
  session.set_sender(data.ConsumeIntegralInRange<std::uint8_t>(0, session.announced_count));
  if (session.sender_ends > 2) session.sender_ends = 2;
  if (data.ConsumeBool()) session.announce_at_source();
  session.grants_session = data.ConsumeBool();
  session.begins_session = data.ConsumeIntegralInRange(0, 3) == 0;
  session.ends_session = data.ConsumeIntegralInRange(0, 7) == 0;
  session.has_restart_counter = data.ConsumeIntegralInRange(0, 3) == 0;
  session.restart_counter = data.ConsumeIntegral<std::uint8_t>();
  if (data.ConsumeIntegralInRange(0, 7) == 0) message.damage = MessageDamage::truncated;
  message.home = message.imsi.present() ? Plmn{0x02f839} : Plmn{};
  message.machine = static_cast<MachineHint>(data.ConsumeIntegralInRange(0, 3));
  message.unauthenticated = data.ConsumeBool();
}

// A few nodes and numbers, so that they meet.
TemporaryId temporary_id_of(FuzzedDataProvider& data) {
  using Kind = TemporaryId::Kind;
  using Role = TemporaryId::Role;
  constexpr std::array kKinds{Kind::enb_ue, Kind::mme_ue,         Kind::user_tunnel, Kind::s_tmsi,
                              Kind::guti,   Kind::radius_session, Kind::none};
  const Kind kind = data.PickValueInArray(kKinds);
  const auto number = data.ConsumeIntegralInRange<std::uint8_t>(0, 7);
  const auto role = data.PickValueInArray({Role::names, Role::given, Role::ends});
  const std::array<std::uint8_t, 1> text{number};
  if (kind == Kind::none) return {};
  if (kind == Kind::guti) return TemporaryId::of_octets(kind, text).as(role);
  if (kind == Kind::radius_session) {
    return TemporaryId::of_text(kind, address_of(data), text).as(role);
  }
  const auto port = data.PickValueInArray<std::uint16_t>({0, 36412});
  return TemporaryId::at_node(kind, address_of(data), port, number).as(role);
}

void add_names(FuzzedDataProvider& data, MessageBurst& burst, SignallingMessage& message) {
  constexpr std::array kProtocolsTried{Protocol::gtpv2, Protocol::s1ap, Protocol::pfcp};
  if (!data.ConsumeBool()) return;
  message.protocol = data.PickValueInArray(kProtocolsTried);
  message.comes_once = data.ConsumeBool();
  message.presence = data.ConsumeBool() ? Presence::exact : Presence::none;
  message.cell =
      Place{PlaceKind::ecgi, Plmn{0x02f839}, data.ConsumeIntegralInRange<std::uint8_t>(1, 3)};
  if (data.ConsumeIntegralInRange(0, 15) == 0) message.reset_node = address_of(data);
  message.ends_several = data.ConsumeIntegralInRange(0, 15) == 0;
  for (int i = data.ConsumeIntegralInRange(0, 20); i > 0; --i) {
    burst.add_temporary(temporary_id_of(data));
  }
}

void check(const SignallingMessage& message, const SignallingEvent& event) {
  require(event.at == message.at);
  require(event.person.known() == (event.known_by != KnownBy::nothing));
  require(message.imsi.present() == (event.known_by == KnownBy::identity));
  const bool named = message.session.receiver.present() || message.temporary_count != 0;
  require(named || (event.known_by != KnownBy::session && event.known_by != KnownBy::temporary));
  require(event.home.known() == event.person.known() || event.known_by == KnownBy::temporary);
  require(event.revision == Revision::none);
  require(event.machine >= message.machine);
  require(event.unauthenticated || !message.unauthenticated);
}

std::uint64_t ended(const Anonymiser::Counters& counters) {
  return counters.by_identity + counters.session_hit + counters.session_miss +
         counters.session_expired + counters.no_reference + counters.temporary_person;
}

// In pairs: what is taken back from somebody temporary is restated for somebody else.
void check_revisions(std::span<const SignallingEvent> revisions) {
  require(revisions.size() % 2 == 0);
  for (std::size_t i = 0; i < revisions.size(); i += 2) {
    const SignallingEvent& back = revisions[i];
    const SignallingEvent& again = revisions[i + 1];
    require(back.revision == Revision::taken_back && again.revision == Revision::restated);
    require(back.known_by == KnownBy::temporary && back.person.known() && again.person.known());
    require(back.person != again.person && back.at == again.at && back.cell == again.cell);
  }
}

OperatorKey operator_key() {
  std::array<std::uint8_t, OperatorKey::kOctets> octets{};
  octets.fill(3);
  return OperatorKey::make(octets).value();
}

// An Anonymiser with lists, which change in the middle of epochs.
class Listed {
 public:
  Listed() : anonymiser_(key_of(1), limits()) {
    for (const auto coding : {0, 1, 2, 3}) {
      for (std::size_t first = 0; first < kOctets.size(); ++first) {
        for (std::size_t length = 1; length <= kOctets.size() - first; ++length) {
          people_.insert(
              key_.number_of({SubscriberId::Kind::imsi, static_cast<SubscriberId::Coding>(coding),
                              std::span{kOctets}.subspan(first, length)}));
        }
      }
    }
  }

  void begin_epoch(std::uint64_t out_of_8) {
    out_of_8_ = out_of_8;
    anonymiser_.use_lists(lists());
    anonymiser_.begin_epoch(key_of(2));
  }

  // And a little time in which nothing comes.
  void reload(std::uint64_t out_of_8) {
    out_of_8_ = out_of_8;
    anonymiser_.also_leave_out(lists());
    const MessageBurst nothing;
    for (int poll = 0; poll < 5; ++poll) see(nothing);
  }

  void see(const MessageBurst& burst) {
    const auto messages = burst.messages();
    anonymiser_.anonymise(burst, events_);
    for (std::size_t i = 0; i < messages.size(); ++i) {
      require(events_[i].at == messages[i].at && events_[i].revision == Revision::none);
      const bool out =
          messages[i].imsi.present() && has_opted_out(key_.number_of(messages[i].imsi));
      require(!out || (!events_[i].person.known() && events_[i].kind == EventKind::none));
    }
    const auto events = std::span{events_}.first(messages.size());
    std::size_t taken = 0;
    anonymiser_.revisions().in_order(
        events, [&](std::span<const SignallingEvent> part) { taken += part.size(); });
    require(taken == events.size() + anonymiser_.revisions().all().size());
    for (const SignallingEvent& each : anonymiser_.revisions().all()) {
      require(each.person.known() && each.revision != Revision::none);
    }
  }

 private:
  static Anonymiser::Limits limits() {
    Anonymiser::Limits limits = kLimits;
    limits.listed_people_max = 8;
    return limits;
  }

  bool has_opted_out(std::uint64_t number) const noexcept { return number >> 61 < out_of_8_; }

  std::shared_ptr<const SubscriberLists> lists() const {
    std::vector<ListedPerson> rows;
    for (const std::uint64_t person : people_) {
      if (has_opted_out(person)) rows.push_back(ListedPerson::of(person, ListedAs::opted_out()));
    }
    return std::make_shared<const SubscriberLists>(operator_key(), std::move(rows), true);
  }

  OperatorKey key_ = operator_key();
  Anonymiser anonymiser_;
  std::set<std::uint64_t> people_;  // all there are, by their hashes
  std::uint64_t out_of_8_ = 0;      // who has opted out, by the first bits
  std::array<SignallingEvent, MessageBurst::kMessagesMax> events_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  static Anonymiser one(key_of(1), kLimits);
  static Anonymiser other(key_of(1), kLimits);
  static Listed listed;
  one.begin_epoch(key_of(2));
  other.begin_epoch(key_of(2));
  listed.begin_epoch(2);
  const auto before = std::make_unique<Anonymiser::Counters>(one.counters());
  std::array<std::uint8_t, 300> wire{};
  std::uint64_t messages = 0;
  Timestamp at = data.ConsumeBool() ? Timestamp{data.ConsumeIntegral<std::int64_t>()} : Timestamp{};
  MessageBurst burst;
  std::array<SignallingEvent, MessageBurst::kMessagesMax> events;
  std::array<SignallingEvent, MessageBurst::kMessagesMax> again;
  while (data.remaining_bytes() > 0 && messages < 2000) {
    burst.clear();
    wire.fill(0xa5);
    const auto wiped = data.ConsumeIntegralInRange<std::size_t>(0, wire.size());
    burst.wipe_later(WireBytes(std::span{wire}.first(wiped)));
    for (int i = data.ConsumeIntegralInRange(0, 20); i > 0 && burst.has_room(); --i) {
      // Wrapping is fine: any time is acceptable.
      at.ns = static_cast<std::int64_t>(
          static_cast<std::uint64_t>(at.ns) +
          static_cast<std::uint64_t>(data.ConsumeIntegralInRange(-5, 40)) * 1'000'000'000);
      SignallingMessage& message = burst.add();
      fill(data, at, message);
      add_names(data, burst, message);
    }
    listed.see(burst);
    if (data.ConsumeIntegralInRange(0, 3) == 0) {
      listed.reload(data.ConsumeIntegralInRange(0, 5));
      listed.see(burst);  // those who were counted a moment ago
    }
    if (data.ConsumeIntegralInRange(0, 31) == 0) listed.begin_epoch(3);
    one.anonymise(burst, events);
    other.anonymise(burst, again);
    messages += burst.messages().size();
    check_revisions(one.revisions().all());
    require(std::ranges::equal(one.revisions().all(), other.revisions().all(), {},
                               &SignallingEvent::person, &SignallingEvent::person));
    for (std::size_t i = 0; i < burst.messages().size(); ++i) {
      check(burst.messages()[i], events[i]);
      require(events[i].person == again[i].person && events[i].known_by == again[i].known_by &&
              events[i].retransmission == again[i].retransmission);
    }
    require(static_cast<std::size_t>(std::ranges::count(wire, 0)) == wiped);
    require(ended(one.counters()) - ended(*before) == messages);
    require(one.counters().rebound <= one.counters().bound);
    require(one.counters().joined_late <= one.counters().bound);
  }
  return 0;
}
