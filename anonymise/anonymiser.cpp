#include "anonymise/anonymiser.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "anonymise/list_check.hpp"
#include "anonymise/retransmission_filter.hpp"
#include "anonymise/session_correlator.hpp"
#include "anonymise/session_table.hpp"
#include "anonymise/tagger.hpp"
#include "anonymise/tapped_sides.hpp"
#include "anonymise/temporary_correlator.hpp"
#include "anonymise/temporary_people.hpp"
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
  limits.temporary_people_max =
      std::clamp<std::size_t>(limits.temporary_people_max, 1, kEntriesMax);
  limits.listed_people_max = std::clamp<std::size_t>(limits.listed_people_max, 1, kEntriesMax);
  for (std::int64_t* seconds :
       {&limits.session_age_s_max, &limits.session_linger_s, &limits.registration_age_s_max}) {
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
         session.announced_count != 0 || session.has_restart_counter || session.ends_session ||
         message.resets();
}

bool names_somebody(const SignallingMessage& message) noexcept {
  return message.temporary_count != 0 || message.msisdn.present();
}

void write_event(const SignallingMessage& message, const Who& who, bool copy,
                 SignallingEvent& event) noexcept {
  const EventFacts& facts = message;
  static_cast<EventFacts&>(event) = facts;
  if (!message.home.known()) event.home = who.home;
  event.machine = stronger(message.machine, who.machine);
  event.unauthenticated = message.unauthenticated || who.unauthenticated;
  event.known_by = who.known_by;
  event.retransmission = copy;
  event.revision = Revision::none;
  event.person = who.person;
}

void note_node(const TemporaryId& id, NamedDevice& name) noexcept {
  const IpAddress node = Tagger::node_of(id);
  const std::uint64_t point = Tagger::point_of(id);
  name.of_node = node.known() || point != 0;
  name.node = NodeResets::slot_of(node, Tagger::port_of(id));
  if (point != 0) name.node = NodeResets::slot_of(point);
}

bool counts_for_person(const SignallingEvent& event) noexcept {
  const bool proves = event.presence != Presence::none && event.presence != Presence::intended;
  return event.kind != EventKind::none && proves && is_cell(event.cell.kind()) &&
         event.machine == MachineHint::none && !event.unauthenticated && !event.retransmission;
}

// A copy that was cut short must not make one of the whole one after it; it is counted nowhere.
bool may_hide_another(const SignallingMessage& message) noexcept {
  return message.damage != MessageDamage::none && !message.cell.known() && !message.area.known();
}

}  // namespace

// The stages of a burst, each over all messages, so that waiting for memory overlaps.
struct Anonymiser::State {
  struct Slots {
    Tagger::PersonSlot person;
    Tagger::PersonSlot number;
    Tagger::SessionSlot receiver;
  };
  struct Tags {
    SessionCorrelator::TaggedMessage message;
    std::span<const NamedDevice> names;
    SessionTag transaction;
    bool sought = true;         // the message's person is
    bool named = false;         // what it names the device by matters
    bool unnamed_count = true;  // who is unnamed here is somebody (TappedSides)
  };

  State(EpochKey key, const Limits& limits, Join which)
      : tagger(std::move(key)),
        transaction_of(tagger.transaction_secrets()),
        filter(limits.transactions_max, limits.retransmission_window_s),
        sessions(limits.sessions_max),
        correlator(limits, sessions, nodes, counters),
        temporary(limits, sessions, nodes, counters),
        people(limits.temporary_people_max),
        lists(limits, tagger, counters),
        join(which) {}

  void lay(const MessageBurst& burst) noexcept;
  void collect(const MessageBurst& burst) noexcept;
  void lay_names(const MessageBurst& burst, std::size_t index) noexcept;
  void collect_names(const MessageBurst& burst, std::size_t index) noexcept;
  void resolve(std::span<const SignallingMessage> messages,
               std::span<SignallingEvent> events) noexcept;
  bool is_copy(const SignallingMessage& message, const Tags& tagged) noexcept;
  Who find(const SignallingMessage& message, const Tags& tagged) noexcept;
  void note(std::span<const SignallingEvent> events) noexcept;
  void revise(const TemporaryCorrelator::Merge& merge) noexcept;
  void revise(SignallingEvent event, const Who& who) noexcept;
  void begin_epoch(EpochKey key) noexcept;

  Tagger tagger;
  Counters counters;
  TransactionHash transaction_of;
  RetransmissionFilter filter;
  SessionTable sessions;
  NodeTable nodes;
  SessionCorrelator correlator;
  TemporaryCorrelator temporary;
  TemporaryPeople people;
  ListCheck lists;

  std::array<Slots, kMessagesMax> slots;
  std::array<Tags, kMessagesMax> tags;
  std::array<Tagger::SessionSlot, kMessagesMax * SessionReferences::kAnnouncedMax> announced_slots;
  std::array<SessionTag, kMessagesMax * SessionReferences::kAnnouncedMax> announced;
  std::array<Tagger::SessionSlot, MessageBurst::kTemporaryIdsMax> name_slots;
  std::array<NamedDevice, MessageBurst::kTemporaryIdsMax + kMessagesMax> names;
  std::size_t names_count = 0;
  Revisions revisions;
  // Another protocol than GTP was seen: else nobody asks for the tunnels and numbers that GTP
  // tells.
  bool names_matter = false;
  TappedSides sides;
  Join join;
};

// An MSISDN stands for a person too, once it was seen together with an IMSI.
void Anonymiser::State::lay(const MessageBurst& burst) noexcept {
  const auto messages = burst.messages();
  tagger.clear();
  std::size_t announced_count = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const SignallingMessage& message = messages[i];
    const SessionReferences& session = message.session;
    names_matter |= !TappedSides::is_gtp(message.protocol) && names_somebody(message);
    sides.count(message);
    tags[i].unnamed_count = sides.unnamed_count(message);
    tags[i].named = names_matter && names_somebody(message);
    tags[i].sought = join == Join::every_message || tells(message) || tags[i].named;
    if (!tags[i].sought) continue;
    if (message.imsi.present()) slots[i].person = tagger.add(message.imsi);
    if (session.receiver.present()) slots[i].receiver = tagger.add(session.receiver);
    for (const SessionEndpoint& endpoint : session.announced_endpoints()) {
      announced_slots[announced_count++] = tagger.add(endpoint);
    }
    if (tags[i].named) lay_names(burst, i);
  }
}

void Anonymiser::State::lay_names(const MessageBurst& burst, std::size_t index) noexcept {
  const SignallingMessage& message = burst.messages()[index];
  if (message.msisdn.present()) slots[index].number = tagger.add(message.msisdn);
  for (std::size_t i = 0; i < message.temporary_count; ++i) {
    name_slots[message.temporary_first + i] = tagger.add(burst.temporary_ids(message)[i]);
  }
}

void Anonymiser::State::collect(const MessageBurst& burst) noexcept {
  const auto messages = burst.messages();
  std::size_t announced_count = 0;
  names_count = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (!tags[i].sought) continue;
    const SignallingMessage& message = messages[i];
    const SessionReferences& session = message.session;
    const Tag person = message.imsi.present() ? tagger.tag(slots[i].person) : Tag{};
    const SessionTag receiver =
        session.receiver.present() ? tagger.tag(slots[i].receiver) : SessionTag{};
    SessionTag transaction;
    if (!message.comes_once) {
      transaction = transaction_of(session, message.protocol, message.type, receiver, person);
      filter.prefetch(transaction);
    }
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
    tags[i].names = {};
    if (tags[i].named) collect_names(burst, i);
  }
}

void Anonymiser::State::collect_names(const MessageBurst& burst, std::size_t index) noexcept {
  const SignallingMessage& message = burst.messages()[index];
  const std::size_t first = names_count;
  const NamedDevice* at_radio = nullptr;
  for (std::size_t j = 0; j < message.temporary_count; ++j) {
    const TemporaryId& id = burst.temporary_ids(message)[j];
    NamedDevice& name = names[names_count++];
    name = {.tag = tagger.tag(name_slots[message.temporary_first + j]),
            .evidence = NamedDevice::evidence_of(id.kind()),
            .role = id.role()};
    if (NamedDevice::is_of_node(id.kind())) note_node(id, name);
    if (NamedDevice::is_of_radio_node(id.kind())) at_radio = &name;
    if (at_radio != nullptr && NamedDevice::is_of_core_node(id.kind())) {
      note_node(id, name);
      name.node = NodeResets::slot_of_pair(at_radio->node, name.node);
    }
    correlator.prefetch(name.tag);
  }
  if (message.msisdn.present()) {
    NamedDevice& name = names[names_count++];
    name = {.tag = {tagger.tag(slots[index].number).value},
            .evidence = NamedDevice::Evidence::number};
    correlator.prefetch(name.tag);
  }
  tags[index].names = std::span{names}.subspan(first, names_count - first);
}

void Anonymiser::State::resolve(std::span<const SignallingMessage> messages,
                                std::span<SignallingEvent> events) noexcept {
  std::size_t noted = 0;  // so many events
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const SignallingMessage& message = messages[i];
    if (!tags[i].sought) {
      ++counters.told_nothing;
      write_event(message, {}, false, events[i]);
      continue;
    }
    SessionCorrelator::TaggedMessage& tagged = tags[i].message;
    tagged.copy = is_copy(message, tags[i]);
    if (tagged.copy) ++counters.retransmissions;
    const Who who = find(message, tags[i]);
    const Tag merged = TappedSides::is_gtp(message.protocol) ? correlator.merged() : Tag{};
    if (merged.known() || !temporary.merges().empty()) {
      note(events.subspan(noted, i - noted));
      noted = i;
      revisions.stand_before(i);
      if (merged.known()) revise({merged, who});
      for (const TemporaryCorrelator::Merge& merge : temporary.merges()) revise(merge);
    }
    write_event(message, who, tagged.copy, events[i]);
    if (who.known_by == KnownBy::temporary) people.prefetch(who.person);
  }
  note(events.subspan(noted, messages.size() - noted));
  counters.transactions_evicted = filter.evicted();
  counters.temporary_people_evicted = people.evicted();
  correlator.count_limits();
}

// What temporary people are counted for; of many events together, for waiting overlaps.
void Anonymiser::State::note(std::span<const SignallingEvent> events) noexcept {
  const auto counts = [](const SignallingEvent& event) {
    return event.known_by == KnownBy::temporary && counts_for_person(event);
  };
  for (const SignallingEvent& event : events) {
    if (counts(event)) people.prefetch_sightings(event.person);
  }
  for (const SignallingEvent& event : events) {
    if (counts(event)) people.note(event);
  }
}

bool Anonymiser::State::is_copy(const SignallingMessage& message, const Tags& tagged) noexcept {
  if (message.comes_once) return false;
  const std::int64_t second = tagged.message.second;
  return may_hide_another(message) ? filter.knows(tagged.transaction, second)
                                   : filter.copy(tagged.transaction, second);
}

// A message of GTP belongs to a session; what it names beside is that session's person's.
Who Anonymiser::State::find(const SignallingMessage& message, const Tags& tagged) noexcept {
  const TemporaryCorrelator::TaggedMessage named{.message = &message,
                                                 .second = tagged.message.second,
                                                 .person = tagged.message.person,
                                                 .names = tagged.names,
                                                 .copy = tagged.message.copy,
                                                 .unnamed_count = tagged.unnamed_count};
  if (!TappedSides::is_gtp(message.protocol) && (!tagged.names.empty() || message.resets())) {
    return temporary.resolve(named);
  }
  Who who = correlator.resolve(tagged.message, tagged.unnamed_count);
  if (tagged.names.empty()) {
    temporary.nothing_named();
  } else {
    temporary.bind(named, who);
  }
  return who;
}

// What the one was counted for is counted for the other instead.
void Anonymiser::State::revise(const TemporaryCorrelator::Merge& merge) noexcept {
  const TemporaryPerson former = people.take(merge.former);
  if (!former.tag.known()) return;
  const bool fits = revisions.has_room(std::size_t{4} * former.count);
  if (former.left_out || !fits) ++counters.merged_in_part;
  if (!fits) return;
  for (const auto& sighting : std::span{former.sightings}.first(former.count)) {
    SignallingEvent event = sighting.event_of(former.tag);
    revise(event, merge.who);
    if (sighting.lasts_s == 0) continue;
    event.at = Timestamp::from_seconds(event.at.seconds() + sighting.lasts_s);
    revise(event, merge.who);
  }
}

void Anonymiser::State::revise(SignallingEvent event, const Who& who) noexcept {
  event.known_by = KnownBy::temporary;
  event.revision = Revision::taken_back;
  revisions.add(event);
  event.home = who.home;
  event.machine = who.machine;
  event.unauthenticated = who.unauthenticated;
  event.known_by = who.known_by;
  event.person = who.person;
  event.revision = Revision::restated;
  revisions.add(event);
  if (event.known_by == KnownBy::temporary && counts_for_person(event)) people.note(event);
}

void Anonymiser::State::begin_epoch(EpochKey key) noexcept {
  tagger.replace_key(std::move(key));
  transaction_of = TransactionHash(tagger.transaction_secrets());
  correlator.forget();
  temporary.forget();
  people.forget();
  lists.forget();
  sessions.forget();
  nodes.forget();
  filter.forget();
  tags.fill({});
  announced.fill({});
  names.fill({});
  revisions.forget();
  names_matter = false;
  sides.forget();
}

Anonymiser::Anonymiser(EpochKey key, const Limits& limits, Join join)
    : state_(std::make_unique<State>(std::move(key), within_reason(limits), join)) {}

Anonymiser::~Anonymiser() = default;

void Anonymiser::anonymise(const MessageBurst& burst, std::span<SignallingEvent> events) noexcept {
  assert(events.size() >= burst.messages().size());
  state_->revisions.clear();
  state_->lay(burst);
  state_->tagger.run();
  state_->collect(burst);
  state_->resolve(burst.messages(), events);
  state_->lists.check(burst, events, state_->revisions);
  Wiper::wipe(burst.wire());
}

void Anonymiser::begin_epoch(EpochKey key) noexcept {
  state_->begin_epoch(std::move(key));
}

void Anonymiser::use_lists(std::shared_ptr<const SubscriberLists> lists) noexcept {
  state_->lists.use(std::move(lists));
}

void Anonymiser::also_leave_out(std::shared_ptr<const SubscriberLists> lists) {
  state_->lists.also_leave_out(std::move(lists));
}

const Revisions& Anonymiser::revisions() const noexcept {
  return state_->revisions;
}

const Anonymiser::Counters& Anonymiser::counters() const noexcept {
  return state_->counters;
}

}  // namespace celltally
