#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vocabulary/dwell_class.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/gap_class.hpp"
#include "vocabulary/population_segment.hpp"
#include "vocabulary/service_class.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/visitor_class.hpp"

namespace celltally {

// What a number is about beside its places and its window; what the code means depends on the
// statistic. Of statistics that have no such thing it is zero.
//
//   events            kind=attach ... or service=voice ...
//   visitors, dwell,  class=resident, class=15-30 (minutes), class=gap<=2 (minutes)
//   quality
//   segments          segment=25-34/f ...
//   roamers           country=208: the home network's, three digits
struct Detail {
  std::uint16_t code = 0;

  static constexpr Detail of(EventKind kind) noexcept { return {static_cast<std::uint16_t>(kind)}; }
  static constexpr Detail of(ServiceClass service) noexcept {
    return {static_cast<std::uint16_t>(kServices + static_cast<unsigned>(service))};
  }
  static constexpr Detail of(VisitorClass one) noexcept {
    return {static_cast<std::uint16_t>(one)};
  }
  static constexpr Detail of(DwellClass one) noexcept { return {static_cast<std::uint16_t>(one)}; }
  static constexpr Detail of(GapClass one) noexcept { return {static_cast<std::uint16_t>(one)}; }
  static constexpr Detail of(PopulationSegment segment) noexcept { return {segment.code}; }
  // REQUIRES: mcc < 1000.
  static constexpr Detail of_country(std::uint32_t mcc) noexcept {
    return {static_cast<std::uint16_t>(mcc)};
  }

  // Of Statistic::events: which of the two it is.
  constexpr bool is_service() const noexcept { return code >= kServices; }

  friend constexpr auto operator<=>(Detail, Detail) = default;

 private:
  static constexpr unsigned kServices = 32;
  static_assert(kEventKinds <= kServices);
};

// "kind", "service", "class", "segment" or "country"; empty when there is nothing to say.
std::string_view key_of(Statistic statistic, Detail detail) noexcept;

// "attach", "15-30", ...; empty when there is nothing to say.
std::string to_text(Statistic statistic, Detail detail);

// The reverse of both; nothing when there is no such detail.
std::optional<Detail> detail_from_text(Statistic statistic, std::string_view key,
                                       std::string_view text);

}  // namespace celltally
