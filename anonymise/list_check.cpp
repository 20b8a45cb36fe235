#include "anonymise/list_check.hpp"

#include <utility>

namespace celltally {
namespace {

// A temporary tag is nobody's in any list.
bool can_be_listed(const SignallingEvent& event) noexcept {
  return event.person.known() && event.known_by != KnownBy::temporary;
}

void remove(SignallingEvent& event) noexcept {
  SignallingEvent nothing;
  nothing.at = event.at;
  nothing.protocol = event.protocol;
  event = nothing;
}

}  // namespace

ListCheck::ListCheck(std::size_t people_max, Anonymiser::Counters& counters)
    : people_(people_max), counters_(counters) {}

void ListCheck::use(std::shared_ptr<const SubscriberLists> lists) noexcept {
  if (lists == lists_) return;
  lists_ = std::move(lists);
  people_.forget();
}

void ListCheck::check(std::span<const SignallingMessage> messages,
                      std::span<SignallingEvent> events, Revisions& revisions) noexcept {
  if (lists_ == nullptr) return;
  check_events(messages, events.first(messages.size()));
  check_revisions(revisions);
}

// Two passes, so that waiting for memory overlaps.
void ListCheck::check_events(std::span<const SignallingMessage> messages,
                             std::span<SignallingEvent> events) noexcept {
  for (const SignallingEvent& event : events) {
    if (can_be_listed(event)) people_.prefetch(event.person);
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    SignallingEvent& event = events[i];
    if (!can_be_listed(event)) continue;
    const auto known = people_.find(event.person);
    const ListedAs as = known ? *known : look_up(messages[i], event);
    if (as.is_opted_out()) {
      ++counters_.opted_out;
      remove(event);
    } else {
      event.segment = as.segment();
    }
  }
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

ListedAs ListCheck::look_up(const SignallingMessage& message,
                            const SignallingEvent& event) noexcept {
  if (event.known_by != KnownBy::identity) return not_looked_up();
  const ListedAs as = lists_->find(lists_->key().number_of(message.imsi));
  if (people_.add(event.person, as)) return as;
  ++counters_.listed_people_full;
  return as;
}

// Rather nobody than somebody who does not want it.
ListedAs ListCheck::not_looked_up() noexcept {
  ++counters_.not_looked_up;
  return lists_->opt_out() ? ListedAs::opted_out() : ListedAs{};
}

}  // namespace celltally
