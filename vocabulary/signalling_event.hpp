#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "vocabulary/event_facts.hpp"
#include "vocabulary/population_segment.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// How a person became known.
enum class KnownBy : std::uint8_t {
  nothing,    // unknown: `person` is zero
  identity,   // the message carried the permanent identity
  session,    // joined by a temporary identity, such as a TEID
  temporary,  // nothing permanent is known yet: `person` stands for what a temporary identity names
};

// "identity", "session", "temporary"; empty for nothing.
std::string_view to_text(KnownBy known_by) noexcept;

// Who was counted by a temporary identity and becomes known, or turns out to be the same as
// another, is counted anew: what the one was counted for is taken back and counted for the other.
// Such events are beside those of messages: no message is behind them.
enum class Revision : std::uint8_t { none, taken_back, restated };

// What one signalling message tells once identifiers are gone: what leaves anonymise/. Made for
// every message, so that bursts stay in step; `kind` is none where nothing happened.
// `home` is also what a joined session remembers.
struct SignallingEvent : EventFacts {
  KnownBy known_by : 2 = KnownBy::nothing;
  Revision revision : 2 = Revision::none;
  bool retransmission : 1 = false;  // a copy of a message already seen: never counted again
  PopulationSegment segment;        // of the operator's list; unknown without
  Tag person;
};

static_assert(std::is_trivially_copyable_v<SignallingEvent>);
static_assert(sizeof(SignallingEvent) == 48, "four events in three cache lines");

}  // namespace celltally
