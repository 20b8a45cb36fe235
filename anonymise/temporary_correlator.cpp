#include "anonymise/temporary_correlator.hpp"

#include <algorithm>

#include "anonymise/temporary_tag.hpp"

namespace celltally {
namespace {

using Role = TemporaryId::Role;

constexpr std::int16_t kInStepSeconds = 2;      // two taps of one moment
constexpr std::int64_t kJustGivenSeconds = 10;  // by the core, before the radio side hears of it
constexpr std::int64_t kDay = 86'400;           // nothing outlives its epoch

// Where it stands who a temporary person turned out to be. Tags are random, so that this is no
// other name.
SessionTag later_of(Tag temporary) noexcept {
  const std::uint64_t value = mixed(temporary.value ^ 0x6c617465722d6f66);
  return {value == 0 ? 1 : value};
}

std::uint64_t description_of(const Who& who) noexcept {
  return SessionBinding::describe(who.home, who.machine, who.unauthenticated,
                                  who.known_by == KnownBy::temporary);
}

// The core gave a tunnel or session itself; S1AP and NGAP only pass it on.
bool is_of_core(Protocol protocol) noexcept {
  return protocol != Protocol::s1ap && protocol != Protocol::ngap;
}

}  // namespace

// Of two names of one sort the first is believed. That of a context may lead to somebody whose
// identity is known, and a tunnel to somebody temporary: then the tunnel was seen first, in an
// earlier connection.
bool TemporaryCorrelator::believed_before(const SessionBinding& one, Evidence of_one,
                                          const SessionBinding& other, Evidence of_other) noexcept {
  const bool one_temporary = one.has(SessionBinding::temporary);
  const bool other_temporary = other.has(SessionBinding::temporary);
  if (!one_temporary && of_one == Evidence::context && other_temporary) {
    return of_other != Evidence::context;
  }
  if (!other_temporary && of_other == Evidence::context && one_temporary) return false;
  return of_one > of_other;
}

TemporaryCorrelator::TemporaryCorrelator(const Anonymiser::Limits& limits, SessionTable& sessions,
                                         const NodeTable& nodes, Anonymiser::Counters& counters)
    : sessions_(sessions),
      nodes_(nodes),
      counters_(counters),
      ages_s_{limits.registration_age_s_max, limits.session_age_s_max, limits.session_age_s_max,
              kDay},
      linger_s_(limits.session_linger_s) {}

void TemporaryCorrelator::forget() noexcept {
  resets_.forget();
  merged_people_.forget();
  seen_.fill({});
  merges_.fill({});
  merged_ = 0;
}

Who TemporaryCorrelator::resolve(const TaggedMessage& tagged) noexcept {
  if (tagged.message->ends_several) [[unlikely]]
    return end_each(tagged);
  begin(tagged);
  Finding finding = find(tagged);
  if (tagged.person.known()) {
    finding = by_identity(tagged, finding);
    ++counters_.by_identity;
  } else if (finding.who.known_by == KnownBy::session) {
    ++counters_.session_hit;
  } else {
    if (!finding.who.person.known() && !tagged.copy) finding = somebody_new(tagged);
    ++(finding.who.person.known() ? counters_.temporary_person : counters_.session_miss);
  }
  if (!tagged.copy) bind_or_disown(tagged, finding);
  return finding.who;
}

void TemporaryCorrelator::bind(const TaggedMessage& tagged, Who& who) noexcept {
  begin(tagged);
  if (tagged.copy) return;
  Finding finding{who, Evidence::session, who.known_by == KnownBy::identity};
  bind_or_disown(tagged, finding);
  who = finding.who;
}

void TemporaryCorrelator::begin(const TaggedMessage& tagged) noexcept {
  now_ = tagged.second;
  giver_ = static_cast<std::uint16_t>(1u << static_cast<unsigned>(tagged.message->protocol));
  merged_ = 0;
  const SignallingMessage& message = *tagged.message;
  if (message.temporary_left_out) ++counters_.temporary_ids_left_out;
  if (message.resets() && !tagged.copy) reset(message);
  changed_ = false;
  for (std::size_t i = 0; i < tagged.names.size(); ++i) seen_[i] = look_at(tagged.names[i]);
}

SessionBinding* TemporaryCorrelator::look_at(const NamedDevice& name) noexcept {
  SessionBinding* const binding = live(name);
  if (binding != nullptr) follow(*binding);
  return binding;
}

TemporaryCorrelator::Finding TemporaryCorrelator::find(const TaggedMessage& tagged) noexcept {
  const SessionBinding* best = nullptr;
  Evidence of_best = Evidence::registration;
  for (std::size_t i = 0; i < tagged.names.size(); ++i) {
    const NamedDevice& name = tagged.names[i];
    const SessionBinding* const binding = seen_[i];
    if (binding == nullptr) continue;
    if (name.role == Role::ends && binding->has(SessionBinding::ending)) continue;
    if (name.role == Role::given && !was_just_given(name, *binding)) continue;
    if (best != nullptr && !believed_before(*binding, name.evidence, *best, of_best)) continue;
    best = binding;
    of_best = name.evidence;
  }
  if (best == nullptr) return {};
  Finding finding{who_of(*best), of_best, false};
  finding.who.machine = stronger(finding.who.machine, tagged.message->machine);
  return finding;
}

// By the core, in another protocol: who gives a name twice gives it to two.
bool TemporaryCorrelator::was_just_given(const NamedDevice& name,
                                         const SessionBinding& binding) const noexcept {
  return name.evidence == Evidence::session && binding.is_given() && !was_given_so(binding) &&
         used_within(binding, name.evidence, kJustGivenSeconds);
}

TemporaryCorrelator::Finding TemporaryCorrelator::by_identity(const TaggedMessage& tagged,
                                                              const Finding& found) noexcept {
  const SignallingMessage& message = *tagged.message;
  if (found.who.known_by == KnownBy::session) {
    ++(found.who.person == tagged.person ? counters_.joins_confirmed : counters_.joins_refuted);
  }
  const Who who{tagged.person, message.home, message.machine, message.unauthenticated,
                KnownBy::identity};
  return {who, Evidence::number, true};
}

// Nobody is made of a message that neither proves that somebody is there nor ties two names
// together: of paging, above all.
TemporaryCorrelator::Finding TemporaryCorrelator::somebody_new(
    const TaggedMessage& tagged) noexcept {
  const SignallingMessage& message = *tagged.message;
  const bool proves = message.presence != Presence::none && message.presence != Presence::intended;
  const bool ties = tagged.names.size() >= 2 && message.kind != EventKind::paging;
  if (!proves && !ties) return {};
  const NamedDevice* naming = nullptr;
  for (const NamedDevice& name : tagged.names) {
    if (name.role == Role::ends) continue;
    const bool better =
        naming == nullptr || name.evidence == Evidence::number ||
        (name.evidence == Evidence::registration && naming->evidence != Evidence::registration &&
         naming->evidence != Evidence::number);
    if (better) naming = &name;
  }
  if (naming == nullptr) return {};
  const bool permanent = naming->evidence == Evidence::number;
  if (!permanent && !tagged.unnamed_count) return {};
  const Tag tag = permanent ? Tag{naming->tag.value}
                            : temporary_tag(naming->tag, now_, counters_.temporary_people);
  ++counters_.temporary_people;
  const Who who{tag, message.home, message.machine, message.unauthenticated, KnownBy::temporary};
  return {who, naming->evidence, false};
}

void TemporaryCorrelator::bind_or_disown(const TaggedMessage& tagged, Finding& finding) noexcept {
  if (finding.who.person.known()) return bind_names(tagged, finding);
  for (const NamedDevice& name : tagged.names) {
    if (name.role == Role::given) disown(name);
  }
}

void TemporaryCorrelator::bind_names(const TaggedMessage& tagged, Finding& finding) noexcept {
  const bool by_core = is_of_core(tagged.message->protocol);
  unsigned led = 0;  // a bit for each Evidence: a name of that sort has led to somebody
  for (std::size_t i = 0; i < tagged.names.size(); ++i) {
    const NamedDevice& name = tagged.names[i];
    const unsigned sort = 1u << static_cast<unsigned>(name.evidence);
    const bool first = (led & sort) == 0;
    SessionBinding* const seen = changed_ ? look_at(name) : seen_[i];
    if (bind_name(name, seen, by_core, first, finding)) led |= sort;
  }
}

// Returns whether it was somebody's.
bool TemporaryCorrelator::bind_name(const NamedDevice& name, SessionBinding* seen, bool by_core,
                                    bool first, Finding& finding) noexcept {
  if (seen == nullptr) {
    ++counters_.bound;
    enter(name, by_core, nullptr, finding.who, nullptr);
    return false;
  }
  Who& who = finding.who;
  if (seen->person == who.person) [[likely]] {
    who.machine = stronger(who.machine, seen->machine());
    who.unauthenticated |= seen->has(SessionBinding::unauthenticated);
    if (!who.home.known()) who.home = seen->home();
    const bool there = !name.of_node || (seen->is_of_node() && seen->slot() == name.node);
    const bool as_before = name.role == Role::names && !seen->has(SessionBinding::ending) &&
                           there && seen->description() == description_of(who);
    if (as_before) [[likely]] {
      refresh(name, *seen);
    } else {
      enter(name, by_core, seen, who, seen);
    }
    return true;
  }
  // Somebody unnamed whom GTP found: a number does not go from who is known to them.
  const bool known = !seen->has(SessionBinding::temporary);
  if (known && name.evidence == Evidence::number && who.known_by == KnownBy::temporary) return true;
  const SessionBinding earlier = *seen;  // a merge makes room, perhaps that of this name
  ++counters_.bound;
  const bool theirs = merge_if_same(name, earlier, who_of(earlier), first, finding);
  if (!theirs) ++counters_.rebound;
  const bool ended = earlier.has(SessionBinding::ending) && name.role != Role::given;
  enter(name, by_core, theirs || ended ? &earlier : nullptr, finding.who, nullptr);
  return true;
}

// What enter() would write, where nothing has changed but that it was used again.
void TemporaryCorrelator::refresh(const NamedDevice& name, SessionBinding& binding) const noexcept {
  if (name.evidence != Evidence::context) binding.set_given(false);
  binding.set_until(now_ + age(name.evidence));
}

// `earlier`: what stays true of how it stood before. `place`: where it stands, of the same person;
// nullptr: nowhere, or of another.
void TemporaryCorrelator::enter(const NamedDevice& name, bool by_core,
                                const SessionBinding* earlier, const Who& who,
                                SessionBinding* place) noexcept {
  const bool is_given = name.role == Role::given;
  // What was ended stays so until it is given again, whoever names it late.
  const bool ended = earlier != nullptr && earlier->has(SessionBinding::ending) && !is_given;
  const bool ends = ended || name.role == Role::ends;
  bool given = is_given && (by_core || name.evidence != Evidence::session);
  std::uint16_t givers = is_given ? giver_ : std::uint16_t{0};
  auto began = static_cast<std::uint16_t>(now_);
  bool of_node = name.of_node;
  NodeResets::Slot slot = name.node;
  if (earlier != nullptr) {
    if (!of_node && earlier->is_of_node()) {
      of_node = true;
      slot = earlier->slot();
    }
    given |= name.evidence == Evidence::context && earlier->is_given();
    givers |= earlier->givers();
    began = earlier->began();
  }
  const std::int64_t until =
      ended ? earlier->until() : now_ + (ends ? linger(name.evidence) : age(name.evidence));
  SessionBinding& binding = place == nullptr ? room_for(name.tag) : *place;
  binding.person = who.person;
  if (of_node) {
    binding.stand_with(slot, resets_.count(slot), began);
  } else {
    binding.stand(givers, began);
  }
  binding.stand_for(description_of(who), given, ends, until);
}

// Of names that the device had, only the first of its sort says that two people are one: the MME's
// id of a context may still be that of another one, whose end was not seen, when the eNB's is of
// this. A name that two taps tell as given says so of either.
bool TemporaryCorrelator::merge_if_same(const NamedDevice& name, const SessionBinding& binding,
                                        const Who& had, bool first, Finding& finding) noexcept {
  const bool is_given = name.role == Role::given;
  if ((!first && !is_given) || !is_same(name, binding, finding)) return false;
  Who& who = finding.who;
  const MachineHint machine = stronger(who.machine, had.machine);
  if (had.known_by == KnownBy::temporary) {
    who.machine = machine;
    merge(had.person, who);
    return true;
  }
  if (!is_given || who.known_by != KnownBy::temporary) return false;
  const Tag former = who.person;
  who = had;
  who.machine = machine;
  merge(former, who);
  return true;
}

// Whether the temporary person whose the name was is the one whose it is now. A tunnel that a
// device has in a context whose person is known was theirs before that was known: who gets it from
// another is given it.
bool TemporaryCorrelator::is_same(const NamedDevice& name, const SessionBinding& binding,
                                  const Finding& finding) const noexcept {
  if (name.role != Role::given) {
    const bool known_in_context =
        finding.who.known_by == KnownBy::session && finding.evidence == Evidence::context;
    return finding.outweighs(name.evidence) ||
           (known_in_context && name.evidence == Evidence::session);
  }
  if (binding.has(SessionBinding::ending) || !began_within(binding, kInStepSeconds)) return false;
  switch (name.evidence) {
    // It was given, as another protocol told; not named by the device that had it.
    case Evidence::registration: return binding.is_given() && !was_given_so(binding);
    // It was named, as the other direction told; not given to the device that had it.
    case Evidence::context: return !binding.is_given();
    default: return !was_given_so(binding);
  }
}

void TemporaryCorrelator::merge(Tag former, const Who& who) noexcept {
  ++counters_.merged;
  merged_people_.add(former);
  SessionBinding& later = room_for(later_of(former));
  later.person = who.person;
  later.stand_for(description_of(who), false, false,
                  now_ + std::max(age(Evidence::session), age(Evidence::registration)));
  if (merged_ < merges_.size()) merges_[merged_++] = {former, who};
}

SessionBinding* TemporaryCorrelator::live(const NamedDevice& name) noexcept {
  SessionBinding* const binding = sessions_.find(name.tag);
  if (binding == nullptr || !binding->person.known()) return nullptr;
  if (!SessionTable::alive(*binding, now_, nodes_)) return nullptr;
  if (binding->is_of_node() && binding->resets() != resets_.count(binding->slot())) return nullptr;
  return binding;
}

// Follows what temporary people turned out to be, and remembers it.
void TemporaryCorrelator::follow(SessionBinding& binding) noexcept {
  constexpr int kStepsMax = 4;
  for (int step = 0; step < kStepsMax && binding.has(SessionBinding::temporary); ++step) {
    if (!merged_people_.may_have(binding.person)) break;
    const SessionBinding* const later = sessions_.find(later_of(binding.person));
    if (later == nullptr || !SessionTable::alive(*later, now_, nodes_)) break;
    binding.person = later->person;
    binding.set_home(later->home());
    binding.set_machine(later->machine());
    for (const auto flag : {SessionBinding::unauthenticated, SessionBinding::temporary}) {
      binding.set(flag, later->has(flag));
    }
  }
}

Who TemporaryCorrelator::who_of(const SessionBinding& binding) noexcept {
  const bool temporary = binding.has(SessionBinding::temporary);
  return {binding.person, binding.home(), binding.machine(),
          binding.has(SessionBinding::unauthenticated),
          temporary ? KnownBy::temporary : KnownBy::session};
}

SessionBinding& TemporaryCorrelator::room_for(SessionTag tag) noexcept {
  changed_ = true;
  if (SessionBinding* const binding = sessions_.find(tag)) {
    *binding = SessionBinding{};
    binding->endpoint = tag;
    return *binding;
  }
  const SessionTable::Place place = sessions_.make_room(tag, now_, nodes_);
  if (place.lost_live) ++counters_.evicted;
  return *place.binding;
}

// The ids of a context are given again before long, and what names it late is another tap's.
std::int64_t TemporaryCorrelator::linger(Evidence evidence) const noexcept {
  return evidence == Evidence::context ? std::min<std::int64_t>(linger_s_, kInStepSeconds)
                                       : linger_s_;
}

bool TemporaryCorrelator::was_given_so(const SessionBinding& binding) const noexcept {
  return (binding.givers() & giver_) != 0;
}

bool TemporaryCorrelator::began_within(const SessionBinding& binding,
                                       std::int16_t seconds) const noexcept {
  const auto since = static_cast<std::int16_t>(static_cast<std::uint16_t>(now_) - binding.began());
  return since <= seconds && since >= -seconds;
}

bool TemporaryCorrelator::used_within(const SessionBinding& binding, Evidence evidence,
                                      std::int64_t seconds) const noexcept {
  return now_ - (binding.until() - age(evidence)) <= seconds;
}

}  // namespace celltally
