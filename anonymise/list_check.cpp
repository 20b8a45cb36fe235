#include "anonymise/list_check.hpp"

#include <algorithm>
#include <utility>

namespace celltally {
namespace {

// A temporary tag is nobody's in any list.
bool can_be_listed(const SignallingEvent& event) noexcept {
  return event.person.known() && event.known_by != KnownBy::temporary;
}

}  // namespace

ListCheck::ListCheck(const Anonymiser::Limits& limits, Tagger& tagger,
                     Anonymiser::Counters& counters)
    : people_(limits.listed_people_max),
      late_(limits.listed_people_max, tagger),
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
  check_events(burst.messages(), events);
  check_revisions(revisions);
  if (!opt_out()) return;
  check_unnamed(burst, events);
  if (late_.seeking()) take_back_late(events, revisions);
}

// Two passes, so that waiting for memory overlaps.
void ListCheck::check_events(std::span<const SignallingMessage> messages,
                             std::span<SignallingEvent> events) noexcept {
  opted_out_.count = unnamed_.count = 0;
  for (const SignallingEvent& event : events) {
    if (can_be_listed(event)) people_.prefetch(event.person);
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    SignallingEvent& event = events[i];
    latest_ = std::max(latest_, event.at);
    if (event.known_by == KnownBy::temporary) unnamed_.add(i);
    if (!can_be_listed(event)) continue;
    const auto known = people_.find(event.person);
    const ListedAs as = known ? *known : look_up(messages[i], event);
    if (as.is_opted_out()) {
      // Of who was not looked up it is not known that they have.
      if (people_.find(event.person)) opted_out_.add(i);
      leave_out(event);
    } else {
      event.segment = as.segment();
    }
  }
}

void ListCheck::check_unnamed(const MessageBurst& burst,
                              std::span<SignallingEvent> events) noexcept {
  auto theirs = unnamed_.all();
  if (sessions_.able()) {
    theirs = theirs.first(sessions_.check(burst, opted_out_.all(), theirs));
  }
  for (const std::uint16_t message : theirs) leave_out(events[message]);
}

// What is taken back is a temporary person's, and stays.
void ListCheck::check_revisions(Revisions& revisions) noexcept {
  revisions.keep_if([this](SignallingEvent& event) {
    if (event.revision != Revision::restated || !can_be_listed(event)) return true;
    const auto known = people_.find(event.person);
    const ListedAs as = known ? *known : not_looked_up();
    if (as.is_opted_out()) return false;
    event.segment = as.segment();
    return true;
  });
}

// At the end of the burst, in which they may have been counted once more.
void ListCheck::take_back_late(std::span<const SignallingEvent> events,
                               Revisions& revisions) noexcept {
  if (!revisions.has_room(1)) return;
  const Tag person = late_.step();
  if (!person.known()) return;
  people_.change(person, ListedAs::opted_out());
  SignallingEvent event;
  event.at = latest_;
  event.person = person;
  event.revision = Revision::taken_back;
  revisions.stand_before(events.size());
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
