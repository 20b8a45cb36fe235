#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "simulate/diary.hpp"
#include "simulate/geography.hpp"
#include "vocabulary/dwell_class.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/gap_class.hpp"
#include "vocabulary/timestamp.hpp"
#include "vocabulary/visitor_class.hpp"

namespace celltally {

// The exact values of every statistic on one day, by their definitions: of where devices were,
// whether anybody saw it or not. Only events and quality are of what a perfect probe sees. Times
// are whole seconds since the day began, at 04:00.
//
// Each value is told without any cap, and beside it `bounded`: what is to be expected when a device
// adds to so many rows of a statistic at most, drawn at random from its own.
//
// A visit to a cell, site or zone goes on while less than two hours pass elsewhere in a hole of the
// coverage. A visit of ten minutes makes a visitor, and counts for origin, roamers and, in the
// day-parts that it touches, segments; one of fifteen is a stay, of which two in different zones
// make a flow.
class TruthTables {
 public:
  // Borrows the geography. Only what happens from `from` to `to` of each day counts.
  explicit TruthTables(const Geography& geography);

  void begin_day(Timestamp begins, std::uint32_t from, std::uint32_t to);

  // A device's day. Machines count as such; who does not count() otherwise is left out.
  void add(const DeviceProfile& profile, std::span<const DiaryVisit> visits);
  // An event at a cell (Geography::number) that a perfect probe would see.
  void add_event(std::uint32_t cell, EventKind kind, Timestamp at);
  // Times of a minute or more between a person's events of the day: how many of at most 2, 5, 10,
  // 20 minutes, and more.
  using Gaps = std::array<std::uint16_t, kGapClasses>;
  void add_gaps(const Gaps& gaps);

  // The header, and the day's rows in the order of their text; nothing of zero.
  static void write_header(std::ostream& out);
  void write(std::ostream& out) const;

 private:
  static constexpr std::size_t kLevels = 3;  // cell, site, zone
  struct Run {
    std::uint32_t key;
    std::uint32_t from;
    std::uint32_t to;
    std::uint32_t length() const noexcept { return to - from; }
  };
  struct Number {
    std::uint64_t value = 0;
    std::uint64_t bounded = 0;  // in kShares
  };
  static constexpr std::uint64_t kShares = 2520;  // can be divided by every number up to ten
  using Counts = std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Number>;

  std::uint32_t key_of(std::size_t level, std::uint32_t cell) const noexcept;
  std::uint32_t zone_of(std::size_t level, std::uint32_t key) const noexcept;
  std::string place_text(std::size_t level, std::uint32_t key) const;
  std::string zone_text(std::uint32_t zone) const;  // "unknown" of Geography::kNone
  void clip(const DeviceProfile& profile, std::span<const DiaryVisit> visits);
  void find_runs(std::size_t level);
  static void add_bounded(std::vector<Number*>& rows, std::uint64_t cap);
  std::uint32_t overnight_zone() const;
  void add_machine();
  void add_presence(std::size_t level);
  void add_visits(std::size_t level, std::uint32_t overnight);
  void add_flows();
  void add_origins(std::uint32_t overnight);
  void add_segments(std::uint8_t segment);
  void add_roamer(std::uint32_t mcc);
  class Lines;
  void tell_places(Lines& lines) const;
  void tell_zones(Lines& lines) const;
  void tell_events(Lines& lines) const;

  const Geography& geography_;
  std::vector<std::uint32_t> site_zones_;
  Timestamp begins_;
  std::uint32_t from_ = 0;
  std::uint32_t to_ = 0;
  std::array<std::vector<std::uint32_t>, kLevels> presence_;  // 24 of each key
  std::array<std::vector<Number>, kLevels> visitors_;         // kVisitorClasses
  std::array<std::vector<Number>, kLevels> dwell_;            // kDwellClasses
  std::vector<std::uint32_t> machines_;                       // 24 of each zone
  Counts flows_, origins_, segments_, roamers_;
  std::unordered_map<std::uint64_t, std::uint32_t> events_;  // cell, hour and kind
  std::array<std::uint64_t, kGapClasses> quality_{};
  // Of the device that is being counted:
  std::vector<Run> cells_;
  std::vector<Run> runs_;
  std::vector<std::uint32_t> done_;
  std::vector<Number*> rows_;
};

}  // namespace celltally
