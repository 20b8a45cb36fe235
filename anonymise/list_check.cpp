#include "anonymise/list_check.hpp"

#include <algorithm>
#include <utility>

namespace celltally {
namespace {

using Whose = AskedMessage::Whose;

// A temporary tag is nobody's in any list.
bool can_be_listed(const SignallingEvent& event) noexcept {
  return event.person.known() && event.known_by != KnownBy::temporary;
}

// Of those who have no name: somebody, or an event that is counted as nobody's.
bool may_be_theirs(const SignallingEvent& event) noexcept {
  return event.person.known() || event.kind != EventKind::none;
}

bool gives_names(const MessageBurst& burst, const SignallingMessage& message) noexcept {
  if (message.session.announced_count != 0) return true;
  return std::ranges::any_of(burst.temporary_ids(message), [](const TemporaryId& id) {
    return id.role() == TemporaryId::Role::given;
  });
}

bool is_theirs(const AskedMessage& message) noexcept {
  return message.whose == AskedMessage::Whose::opted_out;
}

bool is_left_out(const SignallingEvent& event) noexcept {
  return event.kind == EventKind::none && !event.person.known();
}

}  // namespace

ListCheck::ListCheck(const Anonymiser::Limits& limits, Tagger& tagger,
                     Anonymiser::Counters& counters)
    : people_(limits.listed_people_max),
      late_(2 * limits.listed_people_max, tagger),  // as many as `people_` has room for
      sessions_(std::max<std::size_t>(limits.sessions_max / 4, 8)),
      counters_(counters) {}

void ListCheck::use(std::shared_ptr<const SubscriberLists> lists) noexcept {
  late_lists_ = nullptr;
  if (lists == lists_) return;
  lists_ = std::move(lists);
  people_.forget();
  late_.forget();
  if (opt_out() && !sessions_.able()) sessions_.begin_epoch(true);
}

void ListCheck::also_leave_out(std::shared_ptr<const SubscriberLists> lists) {
  const bool can = lists_ != nullptr && lists != nullptr && lists->can_follow(*lists_);
  if (!can || lists == lists_ || lists == late_lists_) return;
  late_lists_ = lists;
  late_.seek(std::move(lists));
}

void ListCheck::forget() noexcept {
  people_.forget();
  late_.forget();
  sessions_.begin_epoch(opt_out());
  latest_ = {};
}

void ListCheck::check(const MessageBurst& burst, std::span<SignallingEvent> events,
                      Revisions& revisions) noexcept {
  if (lists_ == nullptr) return;
  events = events.first(burst.messages().size());
  asked_count_ = 0;
  theirs_.reset();
  check_events(burst, events);
  if (opt_out() && sessions_.able()) sessions_.check(burst, asked());
  for (const AskedMessage& one : asked()) theirs_[one.number] = is_theirs(one);
  check_revisions(revisions);
  revisions.stand_before(events.size());
  leave_out_unnamed(events, revisions);
  // While nothing comes there is time.
  constexpr std::size_t kIdleSteps = 32;
  if (late_.seeking()) take_back_late(events.empty() ? kIdleSteps : 1, revisions);
}

// Two passes, so that waiting for memory overlaps.
void ListCheck::check_events(const MessageBurst& burst,
                             std::span<SignallingEvent> events) noexcept {
  for (const SignallingEvent& event : events) {
    if (can_be_listed(event)) people_.prefetch(event.person);
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    SignallingEvent& event = events[i];
    latest_ = std::max(latest_, event.at);
    if (!can_be_listed(event)) {
      if (may_be_theirs(event)) ask(i, event, Whose::unnamed);
      continue;
    }
    const SignallingMessage& message = burst.messages()[i];
    const bool named = event.known_by == KnownBy::identity;
    const auto known = people_.find(event.person);
    const ListedAs as = known ? *known : look_up(message, event);
    // Of who was not looked up it is not known whether they have.
    if (named || known) {
      const Whose others = named ? Whose::named : Whose::known;
      if (as.is_opted_out() || named || gives_names(burst, message)) {
        ask(i, event, as.is_opted_out() ? Whose::opted_out : others);
      }
    }
    if (as.is_opted_out()) {
      leave_out(event);
    } else {
      event.segment = as.segment();
    }
  }
}

// A copy changes nothing, and is in no count.
void ListCheck::ask(std::size_t message, const SignallingEvent& event, Whose whose) noexcept {
  if (!opt_out() || event.retransmission) return;
  asked_[asked_count_++] = {static_cast<std::uint16_t>(message), whose};
}

// Those found among the unnamed. They may have been counted before that was known.
void ListCheck::leave_out_unnamed(std::span<SignallingEvent> events,
                                  Revisions& revisions) noexcept {
  for (const AskedMessage& one : asked()) {
    SignallingEvent& event = events[one.number];
    if (!is_theirs(one) || is_left_out(event)) continue;
    if (event.person.known()) take_back(event.person, revisions);
    leave_out(event);
  }
}

// What is taken back is a temporary person's, and stays. Whoever they turn out to be goes by the
// message that says so.
void ListCheck::check_revisions(Revisions& revisions) noexcept {
  revisions.keep_if([this](SignallingEvent& event, std::size_t before) {
    if (event.revision != Revision::restated) return true;
    if (!can_be_listed(event)) return before >= theirs_.size() || !theirs_[before];
    const auto known = people_.find(event.person);
    const ListedAs as = known ? *known : not_looked_up();
    if (as.is_opted_out()) return false;
    event.segment = as.segment();
    return true;
  });
}

// At the end of the burst, in which they may have been counted once more.
void ListCheck::take_back_late(std::size_t steps, Revisions& revisions) noexcept {
  for (; steps > 0 && late_.seeking() && revisions.has_room(1); --steps) {
    const Tag person = late_.step();
    if (!person.known()) continue;
    people_.change(person, ListedAs::opted_out());
    take_back(person, revisions);
  }
}

void ListCheck::take_back(Tag person, Revisions& revisions) noexcept {
  if (!revisions.has_room(1)) return;
  SignallingEvent event;
  event.at = latest_;
  event.person = person;
  event.revision = Revision::taken_back;
  revisions.add(event);
}

ListedAs ListCheck::look_up(const SignallingMessage& message,
                            const SignallingEvent& event) noexcept {
  if (event.known_by != KnownBy::identity) return not_looked_up();
  const std::uint64_t number = lists_->key().number_of(message.imsi);
  ListedAs as = lists_->find(number);
  if (late_lists_ != nullptr && late_lists_->find(number).is_opted_out()) {
    as = ListedAs::opted_out();
  }
  if (!people_.add(event.person, as)) {
    ++counters_.listed_people_full;
  } else if (opt_out() && !as.is_opted_out()) {
    late_.note(number, event.person);
  }
  return as;
}

// Rather nobody than somebody who does not want it.
ListedAs ListCheck::not_looked_up() noexcept {
  ++counters_.not_looked_up;
  return lists_->opt_out() ? ListedAs::opted_out() : ListedAs{};
}

void ListCheck::leave_out(SignallingEvent& event) noexcept {
  ++counters_.opted_out;
  SignallingEvent nothing;
  nothing.at = event.at;
  nothing.protocol = event.protocol;
  event = nothing;
}

}  // namespace celltally
