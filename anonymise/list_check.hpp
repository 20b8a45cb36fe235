#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "anonymise/anonymiser.hpp"
#include "anonymise/listed_people.hpp"
#include "anonymise/subscriber_lists.hpp"
#include "decode/signalling_message.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// Says of the people in events what the operator's lists say of them. Who has opted out is no
// longer there afterwards: of the event nothing but its time and protocol is left, so that nothing
// counts it. Somebody is looked up once in an epoch, at the first message with their IMSI;
// everything that is joined to them later goes by their tag. Where there is a list of those who
// have opted out, whoever could not be looked up counts as one of them. People known by a temporary
// identifier alone cannot be looked up, and are as if in no list until they become known.
class ListCheck {
 public:
  // Throws std::bad_alloc. Borrows `counters`. REQUIRES: as ListedPeople.
  ListCheck(std::size_t people_max, Anonymiser::Counters& counters);

  // From now on these; nullptr: none. Forgets what the former said.
  void use(std::shared_ptr<const SubscriberLists> lists) noexcept;

  // A new epoch.
  void forget() noexcept { people_.forget(); }

  // Events are in step with their messages, whose octets are not wiped yet. Of the revisions, those
  // that would count people who have opted out are removed.
  void check(std::span<const SignallingMessage> messages, std::span<SignallingEvent> events,
             Revisions& revisions) noexcept;

 private:
  void check_events(std::span<const SignallingMessage> messages,
                    std::span<SignallingEvent> events) noexcept;
  void check_revisions(Revisions& revisions) noexcept;
  ListedAs look_up(const SignallingMessage& message, const SignallingEvent& event) noexcept;
  ListedAs not_looked_up() noexcept;

  std::shared_ptr<const SubscriberLists> lists_;
  ListedPeople people_;
  Anonymiser::Counters& counters_;
};

}  // namespace celltally
