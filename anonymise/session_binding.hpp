#pragma once

#include <cstdint>
#include <type_traits>

#include "anonymise/node_resets.hpp"
#include "anonymise/node_table.hpp"
#include "anonymise/session_tag.hpp"
#include "vocabulary/machine_hint.hpp"
#include "vocabulary/plmn.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// A temporary identifier (the endpoint of a session, or another), whose it is, and until when. Tags
// only. All octets zero: none.
class SessionBinding {
 public:
  enum Flag : std::uint64_t {
    unauthenticated = std::uint64_t{1} << 26,
    ending = std::uint64_t{1} << 27,     // deleted: use no longer keeps it
    temporary = std::uint64_t{1} << 28,  // nothing permanent is known: the tag is a temporary one
  };

  SessionTag endpoint;
  Tag person;  // unknown: it is certainly nobody's that is known
  // Of an endpoint: the tunnel's other end, as SessionTable numbers it; 0: not seen. Of another
  // identifier: givers() or resets(), and began().
  std::uint32_t peer;

  // The endpoint's node, as it was then; of another identifier none, which lives for ever.
  constexpr NodeTable::Life node() const noexcept {
    const auto index = static_cast<std::uint16_t>(node_ & kIndex);
    return {index, index == 0 ? std::uint16_t{0} : restarts_or_slot_};
  }
  constexpr void set_node(NodeTable::Life life) noexcept {
    node_ = static_cast<std::uint16_t>((node_ & kGiven) | life.index);
    restarts_or_slot_ = life.restarts;
  }

  // Just now, by its node; the other end is still to come.
  constexpr bool is_given() const noexcept { return (node_ & kGiven) != 0; }
  constexpr void set_given(bool on) noexcept {
    node_ = static_cast<std::uint16_t>(on ? node_ | kGiven : node_ & ~kGiven);
  }

  constexpr bool has(Flag flag) const noexcept { return (rest_ & flag) != 0; }
  constexpr void set(Flag flag, bool on) noexcept { rest_ = on ? rest_ | flag : rest_ & ~flag; }

  // Whether it is lost with a node (NodeResets), with which, and how often that had been reset. Of
  // what is no node's: by which protocols it was given, a bit for each.
  constexpr bool is_of_node() const noexcept { return (node_ & kOfNode) != 0; }
  constexpr NodeResets::Slot slot() const noexcept { return restarts_or_slot_; }
  constexpr NodeResets::Count resets() const noexcept { return static_cast<std::uint16_t>(peer); }
  constexpr std::uint16_t givers() const noexcept {
    return is_of_node() ? std::uint16_t{0} : static_cast<std::uint16_t>(peer);
  }
  // The second when it became theirs, 16 bits of it.
  constexpr std::uint16_t began() const noexcept { return static_cast<std::uint16_t>(peer >> 16); }
  constexpr void stand(std::uint16_t givers, std::uint16_t began) noexcept {
    peer = std::uint32_t{began} << 16 | givers;
    node_ = static_cast<std::uint16_t>(node_ & kGiven);
    restarts_or_slot_ = 0;
  }
  constexpr void stand_with(NodeResets::Slot slot, NodeResets::Count resets,
                            std::uint16_t began) noexcept {
    peer = std::uint32_t{began} << 16 | resets;
    node_ = static_cast<std::uint16_t>((node_ & kGiven) | kOfNode);
    restarts_or_slot_ = slot;
  }

  // What is remembered of the person: the home network and flags, as describe() puts them together.
  static constexpr std::uint64_t describe(Plmn home, MachineHint machine, bool is_unauthenticated,
                                          bool is_temporary) noexcept {
    const auto flag = [](bool on, Flag which) { return on ? which : std::uint64_t{0}; };
    return (home.octets & kHome) | static_cast<std::uint64_t>(machine) << kMachineAt |
           flag(is_unauthenticated, unauthenticated) | flag(is_temporary, temporary);
  }
  constexpr std::uint64_t description() const noexcept {
    return rest_ & (kHome | kMachine | unauthenticated | temporary);
  }

  constexpr void stand_for(std::uint64_t description, bool given, bool is_ending,
                           std::int64_t until) noexcept {
    rest_ = static_cast<std::uint64_t>(until) << kSecondAt | description |
            (is_ending ? ending : std::uint64_t{0});
    set_given(given);
  }

  constexpr MachineHint machine() const noexcept {
    return static_cast<MachineHint>((rest_ & kMachine) >> kMachineAt);
  }
  constexpr void set_machine(MachineHint hint) noexcept {
    rest_ = (rest_ & ~kMachine) | static_cast<std::uint64_t>(hint) << kMachineAt;
  }

  constexpr Plmn home() const noexcept { return {static_cast<std::uint32_t>(rest_ & kHome)}; }
  constexpr void set_home(Plmn home) noexcept { rest_ = (rest_ & ~kHome) | (home.octets & kHome); }

  // The last second of packet time at which it is good. 35 bits hold every Timestamp's seconds, and
  // half as many more.
  constexpr std::int64_t until() const noexcept {
    return static_cast<std::int64_t>(rest_) >> kSecondAt;
  }
  constexpr void set_until(std::int64_t second) noexcept {
    constexpr std::uint64_t kBelow = (std::uint64_t{1} << kSecondAt) - 1;
    rest_ = static_cast<std::uint64_t>(second) << kSecondAt | (rest_ & kBelow);
  }

 private:
  static constexpr std::uint64_t kHome = 0xffffff;  // Plmn::octets
  static constexpr int kMachineAt = 24;
  static constexpr std::uint64_t kMachine = std::uint64_t{3} << kMachineAt;
  static constexpr int kSecondAt = 29;
  static constexpr unsigned kGiven = 1u << 15;
  static constexpr unsigned kOfNode = 1u << 14;
  static constexpr unsigned kIndex = kOfNode - 1;
  static_assert(NodeTable::kNodesMax <= kIndex);

  std::uint16_t node_;              // given : 1 | of a node : 1 | NodeTable::Life::index : 14
  std::uint16_t restarts_or_slot_;  // NodeTable::Life::restarts, or slot()
  std::uint64_t rest_;              // second : 35 | flags : 3 | machine : 2 | home : 24
};

static_assert(std::is_trivially_copyable_v<SessionBinding>);
static_assert(sizeof(SessionBinding) == 32, "two in a cache line");

}  // namespace celltally
