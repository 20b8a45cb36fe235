#include "anonymise/anonymiser.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "anonymise/retransmission_filter.hpp"
#include "anonymise/session_correlator.hpp"
#include "anonymise/tagger.hpp"
#include "anonymise/transaction_hash.hpp"
#include "anonymise/wiper.hpp"

namespace celltally {
namespace {

constexpr std::size_t kMessagesMax = MessageBurst::kMessagesMax;

// The tables' arithmetic holds for every limit within these.
Anonymiser::Limits within_reason(Anonymiser::Limits limits) noexcept {
  constexpr std::size_t kEntriesMax = 1u << 30;
  constexpr std::int64_t kSecondsMax = std::int64_t{1} << 32;
  limits.sessions_max = std::clamp<std::size_t>(limits.sessions_max, 1, kEntriesMax);
  limits.transactions_max = std::clamp<std::size_t>(limits.transactions_max, 1, kEntriesMax);
  for (std::int64_t* seconds : {&limits.session_age_s_max, &limits.session_linger_s}) {
    *seconds = std::clamp<std::int64_t>(*seconds, 0, kSecondsMax);
  }
  limits.retransmission_window_s =
      std::clamp<std::int64_t>(limits.retransmission_window_s, 0, RetransmissionFilter::kWindowMax);
  return limits;
}

// Whether the message tells of an event or changes what is known of a session or a node.
bool tells(const SignallingMessage& message) noexcept {
  const SessionReferences& session = message.session;
  return message.kind != EventKind::none || message.imsi.present() ||
         session.announced_count != 0 || session.has_restart_counter || session.ends_session;
}

void write_event(const SignallingMessage& message, const SessionCorrelator::Who& who, bool copy,
                 SignallingEvent& event) noexcept {
  const EventFacts& facts = message;
  static_cast<EventFacts&>(event) = facts;
  if (!message.home.known()) event.home = who.home;
  event.machine = message.machine || who.machine;
  event.unauthenticated = message.unauthenticated || who.unauthenticated;
  event.known_by = who.known_by;
  event.retransmission = copy;
  event.person = who.person;
}

// One of several copies may be cut short, at a mirror or a snap length: it must not make a copy of
// the whole one that comes after it. Without a place it can be counted nowhere itself.
bool may_hide_another(const SignallingMessage& message) noexcept {
  return message.damage != MessageDamage::none && !message.cell.known() && !message.area.known();
}

}  // namespace

// The stages of a burst, each over all messages, so that waiting for memory overlaps.
struct Anonymiser::State {
  struct Slots {
    Tagger::PersonSlot person;
    Tagger::SessionSlot receiver;
  };
  struct Tags {
    SessionCorrelator::TaggedMessage message;
    SessionTag transaction;
    bool sought = true;  // the message's person is
  };

  State(EpochKey key, const Limits& limits, Join which)
      : tagger(std::move(key)),
        transaction_of(tagger.transaction_secrets()),
        filter(limits.transactions_max, limits.retransmission_window_s),
        correlator(limits, counters),
        join(which) {}

  void lay(std::span<const SignallingMessage> messages) noexcept;
  void collect(std::span<const SignallingMessage> messages) noexcept;
  void resolve(std::span<const SignallingMessage> messages,
               std::span<SignallingEvent> events) noexcept;
  void begin_epoch(EpochKey key) noexcept;

  Tagger tagger;
  Counters counters;
  TransactionHash transaction_of;
  RetransmissionFilter filter;
  SessionCorrelator correlator;

  std::array<Slots, kMessagesMax> slots;
  std::array<Tags, kMessagesMax> tags;
  std::array<Tagger::SessionSlot, kMessagesMax * SessionReferences::kAnnouncedMax> announced_slots;
  std::array<SessionTag, kMessagesMax * SessionReferences::kAnnouncedMax> announced;
  Join join;
};

void Anonymiser::State::lay(std::span<const SignallingMessage> messages) noexcept {
  tagger.clear();
  std::size_t announced_count = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const SignallingMessage& message = messages[i];
    const SessionReferences& session = message.session;
    tags[i].sought = join == Join::every_message || tells(message);
    if (!tags[i].sought) continue;
    if (message.imsi.present()) slots[i].person = tagger.add(message.imsi);
    if (session.receiver.present()) slots[i].receiver = tagger.add(session.receiver);
    for (const SessionEndpoint& endpoint : session.announced_endpoints()) {
      announced_slots[announced_count++] = tagger.add(endpoint);
    }
  }
}

void Anonymiser::State::collect(std::span<const SignallingMessage> messages) noexcept {
  std::size_t announced_count = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (!tags[i].sought) continue;
    const SignallingMessage& message = messages[i];
    const SessionReferences& session = message.session;
    const Tag person = message.imsi.present() ? tagger.tag(slots[i].person) : Tag{};
    const SessionTag receiver =
        session.receiver.present() ? tagger.tag(slots[i].receiver) : SessionTag{};
    const SessionTag transaction =
        transaction_of(session, message.protocol, message.type, receiver, person);
    filter.prefetch(transaction);
    if (receiver.known()) correlator.prefetch(receiver);
    const std::size_t first = announced_count;
    for (std::size_t j = 0; j < session.announced_count; ++j, ++announced_count) {
      announced[announced_count] = tagger.tag(announced_slots[announced_count]);
      correlator.prefetch(announced[announced_count]);
    }
    tags[i].transaction = transaction;
    tags[i].message = {.message = &message,
                       .second = message.at.seconds(),
                       .person = person,
                       .receiver = receiver,
                       .announced = std::span{announced}.subspan(first, session.announced_count)};
  }
}

void Anonymiser::State::resolve(std::span<const SignallingMessage> messages,
                                std::span<SignallingEvent> events) noexcept {
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const SignallingMessage& message = messages[i];
    if (!tags[i].sought) {
      ++counters.told_nothing;
      write_event(message, {}, false, events[i]);
      continue;
    }
    SessionCorrelator::TaggedMessage& tagged = tags[i].message;
    tagged.copy = may_hide_another(message) ? filter.knows(tags[i].transaction, tagged.second)
                                            : filter.copy(tags[i].transaction, tagged.second);
    if (tagged.copy) ++counters.retransmissions;
    write_event(message, correlator.resolve(tagged), tagged.copy, events[i]);
  }
  counters.transactions_evicted = filter.evicted();
  correlator.count_limits();
}

void Anonymiser::State::begin_epoch(EpochKey key) noexcept {
  tagger.replace_key(std::move(key));
  transaction_of = TransactionHash(tagger.transaction_secrets());
  correlator.forget();
  filter.forget();
  tags.fill({});
  announced.fill({});
}

Anonymiser::Anonymiser(EpochKey key, const Limits& limits, Join join)
    : state_(std::make_unique<State>(std::move(key), within_reason(limits), join)) {}

Anonymiser::~Anonymiser() = default;

void Anonymiser::anonymise(const MessageBurst& burst, std::span<SignallingEvent> events) noexcept {
  const auto messages = burst.messages();
  assert(events.size() >= messages.size());
  state_->lay(messages);
  state_->tagger.run();
  state_->collect(messages);
  state_->resolve(messages, events);
  Wiper::wipe(burst.wire());
}

void Anonymiser::begin_epoch(EpochKey key) noexcept {
  state_->begin_epoch(std::move(key));
}

const Anonymiser::Counters& Anonymiser::counters() const noexcept {
  return state_->counters;
}

}  // namespace celltally
