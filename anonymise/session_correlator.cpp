#include "anonymise/session_correlator.hpp"

#include "anonymise/tagger.hpp"
#include "anonymise/temporary_tag.hpp"

namespace celltally {
namespace {

// Before every packet, though packet time may be before 1970.
constexpr std::int64_t kLongAgo = -(std::int64_t{1} << 34);

}  // namespace

SessionCorrelator::SessionCorrelator(const Anonymiser::Limits& limits, SessionTable& sessions,
                                     NodeTable& nodes, Anonymiser::Counters& counters)
    : sessions_(sessions),
      nodes_(nodes),
      age_s_max_(limits.session_age_s_max),
      linger_s_(limits.session_linger_s),
      counters_(counters) {}

Who SessionCorrelator::resolve(const TaggedMessage& tagged, bool unnamed_count) noexcept {
  const SignallingMessage& message = *tagged.message;
  now_ = tagged.second;
  unnamed_count_ = unnamed_count;
  merged_ = {};
  if (message.session.has_restart_counter && !tagged.copy &&
      nodes_.restarted(message.session.source, message.protocol, message.session.restart_counter,
                       now_)) {
    ++counters_.node_restarts;
  }
  counters_.endpoints_left_out += message.session.left_out;
  if (tagged.person.known()) return by_identity(tagged);
  if (tagged.receiver.known()) return by_session(tagged);
  ++counters_.no_reference;
  disown_announced(tagged);
  return {};
}

void SessionCorrelator::count_limits() const noexcept {
  counters_.nodes_evicted = nodes_.evicted();
  counters_.nodes_unknown = nodes_.unknown();
  counters_.early_evicted = early_.evicted();
}

void SessionCorrelator::forget() noexcept {
  merged_ = {};
  early_.forget();
}

inline void SessionCorrelator::keep(SessionBinding& binding, Who& who, How how) noexcept {
  const std::int64_t until = now_ + age_s_max_;
  if (!binding.has(SessionBinding::ending)) {
    if (binding.until() < until) binding.set_until(until);
  } else if (how != How::addressed) {  // the node gave it anew
    binding.set(SessionBinding::ending, false);
    binding.set_until(until);
  }
  if (how != How::addressed) binding.set_given(true);
  // A message may leave out what an earlier one said; it never takes it back.
  const MachineHint known = binding.machine();
  if (known < who.machine) [[unlikely]]
    binding.set_machine(who.machine);
  who.machine = stronger(who.machine, known);
  if (who.unauthenticated) [[unlikely]] {
    binding.set(SessionBinding::unauthenticated, true);
  } else {
    who.unauthenticated = binding.has(SessionBinding::unauthenticated);
  }
}

Who SessionCorrelator::by_identity(const TaggedMessage& tagged) noexcept {
  const SignallingMessage& message = *tagged.message;
  ++counters_.by_identity;
  Who who{tagged.person, message.home, message.machine, message.unauthenticated, KnownBy::identity};
  if (tagged.copy) return who;
  if (tagged.receiver.known()) {
    const auto node = nodes_.life(Tagger::node_of(message.session.receiver));
    if (bind(tagged.receiver, node, who, How::addressed)) bind_early(tagged.receiver, who);
  }
  if (!tagged.announced.empty()) bind_announced(tagged, who);
  if (message.session.ends_session && tagged.receiver.known()) end(tagged.receiver);
  return who;
}

Who SessionCorrelator::by_session(const TaggedMessage& tagged) noexcept {
  SessionBinding* const binding = sessions_.find(tagged.receiver);
  const bool hit = binding != nullptr && alive(*binding) &&
                   (unnamed_count_ || !binding->has(SessionBinding::temporary));
  // Nearly all: a session that goes on. The rest is out of the way, and sees to this too.
  if (hit && !tagged.copy && tagged.announced.empty()) [[likely]] {
    Who who = who_has(*binding, tagged);
    ++(who.known_by == KnownBy::session ? counters_.session_hit : counters_.temporary_person);
    keep(*binding, who, How::addressed);
    if (tagged.message->session.ends_session) end(tagged.receiver);
    return who;
  }
  return by_announcing_session(tagged, binding, hit);
}

Who SessionCorrelator::by_announcing_session(const TaggedMessage& tagged, SessionBinding* binding,
                                             bool hit) noexcept {
  if (!tagged.copy && !tagged.announced.empty()) remember_announced(tagged);
  if (hit && !tagged.copy && is_somebody_elses(*binding, tagged)) {
    disown(tagged.receiver);
    hit = false;
  }
  const bool untold = binding == nullptr || (!hit && binding->has(SessionBinding::temporary) &&
                                             !binding->has(SessionBinding::ending));
  if (untold && unnamed_count_ && !tagged.copy) {
    const Who who = somebody_new(tagged);
    if (who.person.known()) return who;
  }
  if (!hit) {
    ++(binding == nullptr ? counters_.session_miss : counters_.session_expired);
    disown_announced(tagged);
    return {};
  }
  Who who = who_has(*binding, tagged);
  ++(who.known_by == KnownBy::session ? counters_.session_hit : counters_.temporary_person);
  if (tagged.copy) return who;
  keep(*binding, who, How::addressed);
  bind_announced(tagged, who);
  if (tagged.message->session.ends_session) end(tagged.receiver);
  return who;
}

// Of what proves where somebody is, and begins nothing: what begins a session names its person, or
// there is none.
Who SessionCorrelator::somebody_new(const TaggedMessage& tagged) noexcept {
  const SignallingMessage& message = *tagged.message;
  const SessionReferences& session = message.session;
  const bool proves = message.kind != EventKind::none && message.presence == Presence::exact &&
                      is_cell(message.cell.kind());
  if (!proves || session.begins_session || session.grants_session || session.ends_session) {
    return {};
  }
  Who who{temporary_tag(tagged.receiver, now_, counters_.temporary_people), message.home,
          message.machine, message.unauthenticated, KnownBy::temporary};
  ++counters_.temporary_people;
  ++counters_.temporary_person;
  bind(tagged.receiver, nodes_.life(Tagger::node_of(session.receiver)), who, How::addressed);
  return who;
}

Who SessionCorrelator::who_has(const SessionBinding& binding,
                               const TaggedMessage& tagged) noexcept {
  return {binding.person, binding.home(), stronger(binding.machine(), tagged.message->machine),
          binding.has(SessionBinding::unauthenticated),
          binding.has(SessionBinding::temporary) ? KnownBy::temporary : KnownBy::session};
}

bool SessionCorrelator::bind(SessionTag endpoint, NodeTable::Life node, Who& who,
                             How how) noexcept {
  SessionBinding* binding = sessions_.find(endpoint);
  const bool live = binding != nullptr && alive(*binding);
  if (live && binding->person == who.person) {
    keep(*binding, who, how);
    return false;
  }
  if (live && how == How::assumed) {
    disown(endpoint);
    return false;
  }
  const bool same = live && how == How::addressed && who.known_by == KnownBy::identity &&
                    binding->has(SessionBinding::temporary);
  if (same) {
    name(*binding, who);
    return true;
  }
  if (live) ++counters_.rebound;
  if (binding == nullptr) {
    const SessionTable::Place place = sessions_.make_room(endpoint, now_, nodes_);
    if (place.lost_live) ++counters_.evicted;
    binding = place.binding;
  }
  *binding = SessionBinding{};
  binding->endpoint = endpoint;
  binding->person = who.person;
  binding->set_node(node);
  binding->set_until(now_ + age_s_max_);
  binding->set_home(who.home);
  binding->set_machine(who.machine);
  binding->set(SessionBinding::unauthenticated, who.unauthenticated);
  binding->set(SessionBinding::temporary, who.known_by == KnownBy::temporary);
  binding->set_given(how != How::addressed);
  ++counters_.bound;
  return true;
}

// Who was known by a temporary identity is this person, at both ends.
void SessionCorrelator::name(SessionBinding& binding, Who& who) noexcept {
  const auto rename = [&who](SessionBinding& end) {
    end.person = who.person;
    end.set_home(who.home);
    end.set(SessionBinding::temporary, false);
  };
  merged_ = binding.person;
  SessionBinding* const peer = peer_of(binding);
  rename(binding);
  keep(binding, who, How::addressed);
  if (peer != nullptr) {
    rename(*peer);
    keep(*peer, who, How::addressed);
  }
  ++counters_.merged;
  ++counters_.bound;
}

void SessionCorrelator::bind_announced(const TaggedMessage& tagged, Who& who) noexcept {
  const SessionReferences& session = tagged.message->session;
  for (std::size_t i = 0; i < tagged.announced.size(); ++i) {
    const auto node = nodes_.life(Tagger::node_of(session.announced[i]));
    const How how = i == session.at_source ? How::assumed : How::announced;
    if (bind(tagged.announced[i], node, who, how)) bind_early(tagged.announced[i], who);
  }
  if (!tagged.receiver.known()) return;
  if (const auto sender = session.sender(); sender != SessionReferences::kNone) {
    pair(tagged.receiver, tagged.announced[sender]);
  }
}

void SessionCorrelator::bind_early(SessionTag receiver, Who& who) noexcept {
  const EarlyAnnouncements::Announcement early = early_.take(receiver, now_);
  for (std::size_t i = 0; i < early.count; ++i) {
    const EarlyAnnouncements::Endpoint& endpoint = early.endpoints[i];
    if (!nodes_.lives(endpoint.node)) continue;
    const How how = i == early.at_source ? How::assumed : How::announced;
    if (bind(endpoint.tag, endpoint.node, who, how)) ++counters_.joined_late;
  }
  if (early.sender != SessionReferences::kNone) pair(receiver, early.endpoints[early.sender].tag);
}

void SessionCorrelator::disown_announced(const TaggedMessage& tagged) noexcept {
  const SessionReferences& session = tagged.message->session;
  if (tagged.copy || !session.begins_session) return;
  for (const SessionTag end : tagged.announced.subspan(session.sender_first, session.sender_ends)) {
    disown(end);
  }
  if (session.at_source != SessionReferences::kNone) disown(tagged.announced[session.at_source]);
}

// From now on it is nobody's that is known.
void SessionCorrelator::disown(SessionTag endpoint) noexcept {
  SessionBinding* const binding = sessions_.find(endpoint);
  if (binding == nullptr || !alive(*binding)) return;
  ++counters_.rebound;
  *binding = SessionBinding{};
  binding->endpoint = endpoint;
  binding->set_until(kLongAgo);
}

// Whether or not the receiver is known: it may turn out to be given to somebody else already.
void SessionCorrelator::remember_announced(const TaggedMessage& tagged) noexcept {
  const SessionReferences& session = tagged.message->session;
  EarlyAnnouncements::Announcement& announcement = early_.remember(tagged.receiver, now_);
  for (std::size_t i = 0; i < tagged.announced.size(); ++i) {
    announcement.endpoints[i] = {tagged.announced[i],
                                 nodes_.life(Tagger::node_of(session.announced[i]))};
  }
  announcement.count = static_cast<std::uint8_t>(tagged.announced.size());
  announcement.sender = session.sender();
  announcement.at_source = session.at_source;
}

}  // namespace celltally
