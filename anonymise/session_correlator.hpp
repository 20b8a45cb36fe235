#pragma once

#include <cstdint>
#include <span>

#include "anonymise/anonymiser.hpp"
#include "anonymise/early_announcements.hpp"
#include "anonymise/node_table.hpp"
#include "anonymise/session_table.hpp"
#include "anonymise/session_tag.hpp"
#include "anonymise/who.hpp"
#include "decode/signalling_message.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// Finds the person behind messages that carry a TEID only (TS 29.274 4.1: the TEID in a header,
// with the destination's address, names the session at the receiver). Works on tags. The rules, in
// message order:
//
//   - an identity: the person is in the message; the receiver's and all announced endpoints are
//   theirs
//   - a receiver only: whose endpoint is it; announced endpoints are theirs too
//   - neither: nobody knows
//   - a receiver that was not told of yet, of a message that proves where somebody is: while the
//   radio side is not tapped too (TappedSides), they are known from now on by a temporary identity,
//   until an identity comes with the same receiver, and says whose the other end is too. So are
//   those whose session is older than the epoch or the capture. When the radio side begins to tell,
//   nobody is known so any longer.
// Where nobody knows, and a session is being made, the sender's endpoint is nobody's from now on:
// an emergency call without a SIM may have got the TEID of somebody who left.
//
// The sender's TEID at the address that a request came from, where its F-TEID names another one, is
// an assumption: it never takes an endpoint from somebody else. Whose it is is then not known, and
// it is nobody's.
//
// An answer that grants a session names the sender's end. Where the receiver's is the end of
// another pair, and was not given again since, the request was not seen, and somebody else has it
// by now, nobody knows who.
//
// A binding ends by age, soon after its deletion, by restart of its node, or when its
// endpoint is given to another person. A copy of a message changes nothing.
class SessionCorrelator {
 public:
  struct TaggedMessage {
    const SignallingMessage* message = nullptr;
    std::int64_t second = 0;                // of packet time
    Tag person;                             // unknown: no permanent identity in the message
    SessionTag receiver;                    // unknown: TEID 0 or none
    std::span<const SessionTag> announced;  // in step with the message's
    bool copy = false;                      // a retransmission
  };
  // Borrows the tables and `counters`.
  SessionCorrelator(const Anonymiser::Limits& limits, SessionTable& sessions, NodeTable& nodes,
                    Anonymiser::Counters& counters);

  [[gnu::always_inline]] void prefetch(SessionTag endpoint) const noexcept {
    sessions_.prefetch(endpoint);
  }

  // `unnamed_count`: who is unnamed is somebody.
  Who resolve(const TaggedMessage& tagged, bool unnamed_count) noexcept;

  // Who the last message turned out to be the same as, who had been known by a temporary identity;
  // unknown: nobody.
  Tag merged() const noexcept { return merged_; }

  // Writes the counters that its tables keep.
  void count_limits() const noexcept;

  // Not the tables.
  void forget() noexcept;

 private:
  enum class How : std::uint8_t { addressed, announced, assumed };

  Who by_identity(const TaggedMessage& tagged) noexcept;
  Who by_session(const TaggedMessage& tagged) noexcept;
  [[gnu::noinline]] Who by_announcing_session(const TaggedMessage& tagged, SessionBinding* binding,
                                              bool hit) noexcept;
  Who somebody_new(const TaggedMessage& tagged) noexcept;
  static Who who_has(const SessionBinding& binding, const TaggedMessage& tagged) noexcept;

  // Makes the endpoint the person's; true when it was not theirs before. What the session already
  // said about the same person is kept, and added to `who`.
  bool bind(SessionTag endpoint, NodeTable::Life node, Who& who, How how) noexcept;
  void keep(SessionBinding& binding, Who& who, How how) noexcept;
  void bind_announced(const TaggedMessage& tagged, Who& who) noexcept;
  void bind_early(SessionTag receiver, Who& who) noexcept;
  void disown_announced(const TaggedMessage& tagged) noexcept;
  void disown(SessionTag endpoint) noexcept;
  bool is_somebody_elses(const SessionBinding& receiver,
                         const TaggedMessage& tagged) const noexcept;
  void remember_announced(const TaggedMessage& tagged) noexcept;

  // Two ends of a tunnel: they are deleted together.
  void pair(SessionTag one, SessionTag other) noexcept;
  SessionBinding* peer_of(const SessionBinding& binding) noexcept;
  void end(SessionTag receiver) noexcept;
  void name(SessionBinding& binding, Who& who) noexcept;
  void linger(SessionBinding& binding) const noexcept;

  bool alive(const SessionBinding& binding) const noexcept {
    return SessionTable::alive(binding, now_, nodes_);
  }

  SessionTable& sessions_;
  NodeTable& nodes_;
  EarlyAnnouncements early_;
  std::int64_t age_s_max_;
  std::int64_t linger_s_;
  std::int64_t now_ = 0;  // the second of the message being resolved
  bool unnamed_count_ = false;
  Tag merged_;
  Anonymiser::Counters& counters_;
};

}  // namespace celltally
