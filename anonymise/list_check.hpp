#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "anonymise/anonymiser.hpp"
#include "anonymise/asked_message.hpp"
#include "anonymise/late_opt_outs.hpp"
#include "anonymise/listed_people.hpp"
#include "anonymise/opted_out_sessions.hpp"
#include "anonymise/subscriber_lists.hpp"
#include "anonymise/tagger.hpp"
#include "decode/message_burst.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// Says of the people in events what the operator's lists say of them. Who has opted out is no
// longer there afterwards: of the event nothing but its time and protocol is left, so that nothing
// counts it. Somebody is looked up once in an epoch, at the first message with their IMSI;
// everything that is joined to them later goes by their tag. Where there is a list of those who
// have opted out, whoever could not be looked up counts as one of them. People known by a temporary
// identifier alone cannot be looked up; they are as if in no list until they become known, unless
// the identifier was that of somebody who has opted out (OptedOutSessions).
class ListCheck {
 public:
  // Throws std::bad_alloc. Borrows both; what the tagger's burst holds is overwritten.
  // REQUIRES: as ListedPeople.
  ListCheck(const Anonymiser::Limits& limits, Tagger& tagger, Anonymiser::Counters& counters);

  // From now on these; nullptr: none. Forgets what the former said.
  void use(std::shared_ptr<const SubscriberLists> lists) noexcept;

  // Who has opted out in these, and had not, is left out from now on, and what was counted of them
  // is taken back; all else is as before. Nothing happens where there was no list of opt-outs, or
  // both are not of one operator's key. Throws std::bad_alloc.
  void also_leave_out(std::shared_ptr<const SubscriberLists> lists);

  // A new epoch.
  void forget() noexcept;

  // Events are in step with the burst's messages, whose octets are not wiped yet. Of the revisions,
  // those that would count people who have opted out are removed; those that take back what was
  // counted of them are added.
  void check(const MessageBurst& burst, std::span<SignallingEvent> events,
             Revisions& revisions) noexcept;

 private:
  void check_events(const MessageBurst& burst, std::span<SignallingEvent> events) noexcept;
  void ask(std::size_t message, const SignallingEvent& event, AskedMessage::Whose whose) noexcept;
  void leave_out_unnamed(std::span<SignallingEvent> events, Revisions& revisions) noexcept;
  void check_revisions(Revisions& revisions) noexcept;
  void take_back_late(std::size_t steps, Revisions& revisions) noexcept;
  void take_back(Tag person, Revisions& revisions) noexcept;
  ListedAs look_up(const SignallingMessage& message, const SignallingEvent& event) noexcept;
  ListedAs not_looked_up() noexcept;
  void leave_out(SignallingEvent& event) noexcept;
  std::span<AskedMessage> asked() noexcept { return std::span{asked_}.first(asked_count_); }
  bool opt_out() const noexcept { return lists_ != nullptr && lists_->opt_out(); }

  std::shared_ptr<const SubscriberLists> lists_;
  std::shared_ptr<const SubscriberLists> late_lists_;  // of opt-outs alone; nullptr: none came
  ListedPeople people_;
  LateOptOuts late_;
  OptedOutSessions sessions_;
  std::array<AskedMessage, MessageBurst::kMessagesMax> asked_{};
  std::size_t asked_count_ = 0;
  std::bitset<MessageBurst::kMessagesMax> theirs_;  // messages of the burst
  Timestamp latest_{};                              // of the events of this epoch
  Anonymiser::Counters& counters_;
};

}  // namespace celltally
