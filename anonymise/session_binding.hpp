#pragma once

#include <cstdint>
#include <type_traits>

#include "anonymise/node_table.hpp"
#include "anonymise/session_tag.hpp"
#include "vocabulary/plmn.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// A temporary identifier (the endpoint of a session, or another), whose it is, and until when. Tags
// only. All octets zero: none.
class SessionBinding {
 public:
  enum Flag : std::uint64_t {
    machine = std::uint64_t{1} << 24,
    unauthenticated = std::uint64_t{1} << 25,
    ending = std::uint64_t{1} << 26,     // deleted: use no longer keeps it
    given = std::uint64_t{1} << 27,      // just now, by its node; the other end is still to come
    temporary = std::uint64_t{1} << 28,  // nothing permanent is known: the tag is a temporary one
  };

  SessionTag endpoint;
  Tag person;  // unknown: it is certainly nobody's that is known
  // Of an endpoint: the tunnel's other end, as SessionTable numbers it; 0: not seen. Of another
  // identifier: givers() or resets(), and began().
  std::uint32_t peer;
  NodeTable::Life node;  // the endpoint's node, as it was then

  constexpr bool has(Flag flag) const noexcept { return (rest_ & flag) != 0; }
  constexpr void set(Flag flag, bool on) noexcept { rest_ = on ? rest_ | flag : rest_ & ~flag; }

  // How often the node that gave it had been reset (NodeResets). Of what is no node's: by which
  // protocols it was given, a bit for each.
  constexpr std::uint16_t resets() const noexcept { return static_cast<std::uint16_t>(peer); }
  constexpr std::uint16_t givers() const noexcept { return resets(); }
  // The second when it became theirs, 16 bits of it.
  constexpr std::uint16_t began() const noexcept { return static_cast<std::uint16_t>(peer >> 16); }
  constexpr void stand(std::uint16_t resets_or_givers, std::uint16_t began) noexcept {
    peer = std::uint32_t{began} << 16 | resets_or_givers;
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
  static constexpr int kSecondAt = 29;

  std::uint64_t rest_;  // second : 35 | flags : 5 | home : 24
};

static_assert(std::is_trivially_copyable_v<SessionBinding>);
static_assert(sizeof(SessionBinding) == 32, "two in a cache line");

}  // namespace celltally
