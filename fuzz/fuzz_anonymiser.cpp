#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <vector>

#include "anonymise/anonymiser.hpp"

// Messages out of arbitrary bytes, over few nodes, TEIDs and digits, so that they meet. Two
// Anonymisers with one key must agree, every message must end in one counter, an event must be
// consistent, and the wire bytes must be zero afterwards.

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
  const auto coding = static_cast<SubscriberId::Coding>(data.ConsumeIntegralInRange(0, 2));
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
  message.machine = data.ConsumeBool();
  message.unauthenticated = data.ConsumeBool();
}

void check(const SignallingMessage& message, const SignallingEvent& event) {
  require(event.at == message.at);
  require(event.person.known() == (event.known_by != KnownBy::nothing));
  require(message.imsi.present() == (event.known_by == KnownBy::identity));
  require(message.session.receiver.present() || event.known_by != KnownBy::session);
  require(event.home.known() == event.person.known());
  require(event.machine || !message.machine);
  require(event.unauthenticated || !message.unauthenticated);
}

std::uint64_t ended(const Anonymiser::Counters& counters) {
  return counters.by_identity + counters.session_hit + counters.session_miss +
         counters.session_expired + counters.no_reference;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  static Anonymiser one(key_of(1), kLimits);
  static Anonymiser other(key_of(1), kLimits);
  one.begin_epoch(key_of(2));
  other.begin_epoch(key_of(2));
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
      fill(data, at, burst.add());
    }
    one.anonymise(burst, events);
    other.anonymise(burst, again);
    messages += burst.messages().size();
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
