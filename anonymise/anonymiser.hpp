#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "anonymise/epoch_key.hpp"
#include "anonymise/revisions.hpp"
#include "anonymise/subscriber_lists.hpp"
#include "decode/message_burst.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// From decoded messages to events without identifiers: tags a burst's identifiers in one
// encryption call, finds the person of messages that carry only a TEID, marks retransmissions, and
// wipes the signalling bytes. One per worker; one thread. Takes all memory when made.
class Anonymiser {
 public:
  struct Limits {
    std::size_t sessions_max = 1u << 22;      // temporary identifiers bound to a person at once
    std::size_t transactions_max = 1u << 20;  // remembered to know retransmissions
    std::int64_t session_age_s_max = 14'400;  // of packet time since it was last used
    std::int64_t session_linger_s = 30;       // after its deletion
    // Of GUTI, TMSI and the like: two periods of an area update (T3412, TS 24.301 table 10.2.1, 54
    // minutes as a rule) and some.
    std::int64_t registration_age_s_max = 7200;
    std::size_t temporary_people_max = 1u << 18;  // whose counting may be revised
    std::int64_t retransmission_window_s = 60;
    std::size_t listed_people_max = 1u << 22;  // looked up in the operator's lists in an epoch
  };

  // Which messages a person is sought for. Half of all messages are answers that tell of no event,
  // name nobody and announce nothing: counting can do without whose they are. They keep no session
  // alive then, and copies of them are not known as such.
  enum class Join : std::uint8_t { every_message, telling_messages };

  // Every message, copies included, ends in exactly one of the first seven; bindings and the rest
  // are counted beside.
  struct Counters {
    std::uint64_t told_nothing = 0;  // Join::telling_messages: it did not matter whose it was
    std::uint64_t by_identity = 0;   // messages whose person was in the message
    std::uint64_t session_hit = 0;
    std::uint64_t session_miss = 0;
    std::uint64_t session_expired = 0;   // too old, deleted, or the node has restarted since
    std::uint64_t no_reference = 0;      // neither identity nor TEID: echoes, requests of nodes
    std::uint64_t temporary_person = 0;  // nothing permanent is known: by a temporary identity
    std::uint64_t bound = 0;             // endpoints that got a person
    std::uint64_t rebound = 0;           // endpoints taken from another person: early TEID reuse
    std::uint64_t evicted = 0;           // live bindings that lost their place to a new one
    std::uint64_t node_restarts = 0;     // nodes that forgot their sessions
    std::uint64_t joined_late = 0;       // of `bound`: a response came before its request
    std::uint64_t retransmissions = 0;
    std::uint64_t transactions_evicted = 0;  // forgotten inside the window: a copy may count twice
    std::uint64_t nodes_evicted = 0;  // without a restart counter, they lost their place to others
    std::uint64_t nodes_unknown = 0;  // times that a node was named for which there was no room
    std::uint64_t endpoints_left_out = 0;  // announced by a message that had no room for more
    std::uint64_t early_evicted = 0;       // answers that lost their place while they waited

    std::uint64_t temporary_people = 0;          // became known by a temporary identity
    std::uint64_t temporary_people_evicted = 0;  // forgotten: they stay what they were counted as
    std::uint64_t merged = 0;                    // of them: turned out to be somebody else
    std::uint64_t merged_in_part = 0;            // of `merged`: some of what they were counted for
                                                 // is lost, or stays theirs
    std::uint64_t temporary_ids_left_out = 0;    // messages that name more than there is room for
    std::uint64_t joins_confirmed = 0;  // the identity in the message was that of its names
    std::uint64_t joins_refuted = 0;    // it was another: earlier joins were wrong

    std::uint64_t opted_out = 0;           // messages of people who have opted out: dropped
    std::uint64_t not_looked_up = 0;       // messages of people whom no list was asked for
    std::uint64_t listed_people_full = 0;  // look-ups that could not be remembered
  };

  Anonymiser(EpochKey key, const Limits& limits, Join join = Join::every_message);
  ~Anonymiser();

  // Writes one event for each message, in order, then wipes the burst's signalling bytes.
  // REQUIRES: events.size() >= burst.messages().size().
  void anonymise(const MessageBurst& burst, std::span<SignallingEvent> events) noexcept;

  // What the last burst took back from, and restated of, people who were counted by a temporary
  // identity. Until the next anonymise().
  const Revisions& revisions() const noexcept;

  // What the operator says of people, from the next burst on; nullptr: nothing, as it is at first.
  // See ListCheck.
  void use_lists(std::shared_ptr<const SubscriberLists> lists) noexcept;

  // In the middle of an epoch: who has opted out in these, and had not, is left out from the next
  // burst on. See ListCheck. Throws std::bad_alloc.
  void also_leave_out(std::shared_ptr<const SubscriberLists> lists);

  // A new epoch: destroys the old key, forgets every session and transaction.
  void begin_epoch(EpochKey key) noexcept;

  const Counters& counters() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace celltally
