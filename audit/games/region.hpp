#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/place_list.hpp"

namespace celltally {

// A region of made-up people who live, work and go out in its cells, for the games. The same seed
// gives the same people on every machine. Everybody is in one cell in each hour of each day, which
// is the most that presence counts of anyone.
class Region {
 public:
  static constexpr std::size_t kHours = 24;
  // By the hour since 04:00, the number of the cell.
  using Day = std::array<std::uint32_t, kHours>;

  struct Size {
    std::uint32_t cells = 120;
    std::uint32_t cells_in_site = 3;
    std::uint32_t cells_in_zone = 12;
  };

  // How many are in each cell, by hour and cell.
  class Table {
   public:
    explicit Table(std::uint32_t cells) : cells_(cells), people_(kHours * cells) {}

    std::uint32_t at(std::size_t hour, std::uint32_t cell) const noexcept {
      return people_[hour * cells_ + cell];
    }
    void add(const Day& day) noexcept {
      for (std::size_t hour = 0; hour < kHours; ++hour) ++people_[hour * cells_ + day[hour]];
    }

   private:
    std::uint32_t cells_;
    std::vector<std::uint32_t> people_;
  };

  // REQUIRES: every number of `size` > 0.
  Region(const Size& size, std::uint64_t seed);

  std::uint32_t cells() const noexcept { return size_.cells; }
  const PlaceList& list() const noexcept { return list_; }
  Place cell(std::uint32_t number) const noexcept { return list_.cells[number].cell; }
  // REQUIRES: a cell of this region.
  std::uint32_t number_of(Place cell) const noexcept;

  // Where somebody was; day 0 is a Monday. Anybody: there are as many people as are asked for.
  Day day_of(std::uint32_t person, std::uint32_t day) const noexcept;

  // Those of people 0 to people - 1.
  Table count(std::uint32_t people, std::uint32_t day) const;

  // One hour of it as aggregate/ gives it: window number `window`, see hour_window().
  ClosedWindow presence(const Table& table, std::size_t hour, std::int64_t window) const;

 private:
  struct Habits;
  Habits habits_of(std::uint32_t person) const noexcept;

  Size size_;
  std::uint64_t seed_;
  PlaceList list_;
};

// The window of so many hours since the made-up time began, at 04:00.
Window hour_window(std::int64_t hours);

}  // namespace celltally
