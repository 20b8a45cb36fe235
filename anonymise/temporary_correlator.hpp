#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "anonymise/anonymiser.hpp"
#include "anonymise/merged_people.hpp"
#include "anonymise/named_device.hpp"
#include "anonymise/node_resets.hpp"
#include "anonymise/node_table.hpp"
#include "anonymise/session_table.hpp"
#include "anonymise/who.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// Finds the person behind messages that name a device by temporary identifiers: of contexts (S1AP,
// NGAP, SCCP), registrations (GUTI, TMSI), tunnels (S1-U, N3) and sessions (PFCP, Diameter,
// RADIUS). Works on tags. All that one message names is one device's. The rules:
//
//   - An identity in the message says who it is, and all names are theirs.
//   - Otherwise the best name that is somebody's does: a person's whose identity is known before
//     one who is known by a temporary identity, then by NamedDevice::Evidence, then the first. A
//     name that the message itself gives to the device does not count, but for a tunnel or address
//     that another protocol of the core gave seconds ago.
//   - Otherwise somebody is known from now on by a temporary identity, unless another link tells
//     more of them: a tag made from a name, the time and a number. Of names that of a registration
//     is taken first, for it outlives the others.
//   - Names that were somebody else's are theirs now. Where that was somebody known by a temporary
//     identity only, and what says who it is outweighs the name, or is a context with a tunnel that
//     the device had before, it was the same person: the two are one (merges()), in whatever else
//     names the one.
//   - What ends a name for the second time is nobody's: what a base station says of the context
//     that a device left by a handover is not about where the device is now.
//   - A given name was somebody else's and has nothing to do with them, unless it became theirs
//     within two seconds and two taps that are out of step may tell of one device: a tunnel or
//     session that another protocol tells; a registration that another protocol gave and nobody has
//     used; an id of a context that was named before it was given.
//   - Where nobody is found, given names are nobody's from now on.
//   - A message that ends the contexts of several devices says nothing but that each of its names
//     ends.
//
// A name ends by age, when the message that ends it was seen, when its node forgets all, or when it
// is given to another. A copy of a message changes nothing.
class TemporaryCorrelator {
 public:
  struct TaggedMessage {
    const SignallingMessage* message = nullptr;
    std::int64_t second = 0;  // of packet time
    Tag person;               // unknown: no permanent identity in the message
    std::span<const NamedDevice> names;
    bool copy = false;
    bool unnamed_count = true;  // who is not known yet is somebody
  };
  // Who was counted as `former` is `who`.
  struct Merge {
    Tag former;
    Who who;
  };

  // Borrows the tables and `counters`.
  TemporaryCorrelator(const Anonymiser::Limits& limits, SessionTable& sessions,
                      const NodeTable& nodes, Anonymiser::Counters& counters);

  Who resolve(const TaggedMessage& tagged) noexcept;

  // The same when somebody else found who it is, or that nobody knows.
  void bind(const TaggedMessage& tagged, Who& who) noexcept;

  // The message names nobody: there are no merges().
  void nothing_named() noexcept { merged_ = 0; }

  // Of the last message; no more than it had names.
  std::span<const Merge> merges() const noexcept { return std::span{merges_}.first(merged_); }

  // Not the session table.
  void forget() noexcept;

 private:
  using Evidence = NamedDevice::Evidence;
  static constexpr std::size_t kNamesMax = MessageBurst::kTemporaryIdsPerMessageMax + 1;
  static constexpr std::size_t kMergesMax = kNamesMax;

  // What says who it is.
  struct Finding {
    Who who;
    Evidence evidence = Evidence::registration;
    bool by_identity = false;

    bool outweighs(Evidence name) const noexcept { return by_identity || evidence > name; }
  };

  static bool believed_before(const SessionBinding& one, Evidence of_one,
                              const SessionBinding& other, Evidence of_other) noexcept;

  void begin(const TaggedMessage& tagged) noexcept;
  Who end_each(const TaggedMessage& tagged) noexcept;
  void reset(const SignallingMessage& message) noexcept;
  Finding find(const TaggedMessage& tagged) noexcept;
  Finding by_identity(const TaggedMessage& tagged, const Finding& found) noexcept;
  Finding somebody_new(const TaggedMessage& tagged) noexcept;
  void bind_or_disown(const TaggedMessage& tagged, Finding& finding) noexcept;
  void bind_names(const TaggedMessage& tagged, Finding& finding) noexcept;
  bool bind_name(const NamedDevice& name, SessionBinding* seen, bool by_core, bool first,
                 Finding& finding) noexcept;
  void enter(const NamedDevice& name, bool by_core, const SessionBinding* earlier, const Who& who,
             SessionBinding* place) noexcept;
  void refresh(const NamedDevice& name, SessionBinding& binding) const noexcept;
  bool merge_if_same(const NamedDevice& name, const SessionBinding& binding, const Who& had,
                     bool first, Finding& finding) noexcept;
  bool is_same(const NamedDevice& name, const SessionBinding& binding,
               const Finding& finding) const noexcept;
  void disown(const NamedDevice& name) noexcept;
  void merge(Tag former, const Who& who) noexcept;

  // Whose the name is; nullptr when it is nobody's.
  SessionBinding* look_at(const NamedDevice& name) noexcept;
  SessionBinding* live(const NamedDevice& name) noexcept;
  void follow(SessionBinding& binding) noexcept;
  static Who who_of(const SessionBinding& binding) noexcept;
  SessionBinding& room_for(SessionTag tag) noexcept;
  std::int64_t linger(Evidence evidence) const noexcept;
  std::int64_t age(Evidence evidence) const noexcept {
    return ages_s_[static_cast<std::size_t>(evidence)];
  }
  bool was_just_given(const NamedDevice& name, const SessionBinding& binding) const noexcept;
  // By the protocol of the message.
  bool was_given_so(const SessionBinding& binding) const noexcept;
  bool began_within(const SessionBinding& binding, std::int16_t seconds) const noexcept;
  bool used_within(const SessionBinding& binding, Evidence evidence,
                   std::int64_t seconds) const noexcept;

  SessionTable& sessions_;
  const NodeTable& nodes_;
  Anonymiser::Counters& counters_;
  NodeResets resets_;
  std::array<std::int64_t, 4> ages_s_;  // by Evidence
  std::int64_t linger_s_;
  std::int64_t now_ = 0;
  std::uint16_t giver_ = 0;  // the message's protocol, as SessionBinding::givers()
  // Where the message's names stand, in order; not good any more once the table has changed.
  std::array<SessionBinding*, kNamesMax> seen_{};
  bool changed_ = false;
  MergedPeople merged_people_;
  std::array<Merge, kMergesMax> merges_;
  std::size_t merged_ = 0;
};

}  // namespace celltally
