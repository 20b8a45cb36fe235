#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cli/report_row.hpp"
#include "disclose/lab_count.hpp"
#include "disclose/released_count.hpp"
#include "outbox/row_noise.hpp"
#include "vocabulary/place_names.hpp"
#include "vocabulary/row_key.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// All rows of a replay, kept until its end because they come out sorted. Holds what was released
// and nothing else, or the lab's exact counts when it was asked for these.
class Report {
 public:
  // `names`: of all zones and sites that rows are about.
  explicit Report(bool exact,
                  std::shared_ptr<const PlaceNames> names = std::make_shared<const PlaceNames>())
      : exact_(exact), names_(std::move(names)) {}

  // REQUIRES: not sorted yet; add_exact() only in an exact report, add_released() in the other.
  void add_released(std::span<const ReleasedCount> counts);
  void add_exact(std::span<const LabCount> counts);

  // By statistic, place as text, window, key. Afterwards places are numbered in the order of their
  // texts, windows in that of their beginnings, and keys in theirs.
  void sort();

  bool exact() const noexcept { return exact_; }
  std::span<const ReportRow> rows() const noexcept { return rows_; }
  const std::string& place(std::uint32_t number) const { return places_[number]; }
  const Window& window(std::uint32_t number) const { return windows_[number]; }
  const RowKey& key(std::uint32_t number) const { return keys_[number]; }
  const RowNoise& noise(std::uint32_t number) const { return noises_[number]; }
  std::size_t windows() const noexcept { return windows_.size(); }

  // The row's place as it is shown to people: a number of what is withheld there says so.
  std::string shown_place(const ReportRow& row) const {
    return place(row.place) + (noise(row.noise).rest_of > 0 ? ", rest" : "");
  }

  // How many rows are in this state.
  std::uint64_t count(ReleaseState state) const noexcept {
    return states_[static_cast<std::size_t>(state)];
  }

 private:
  void add(ReportRow row, const TallyKey& key, const Window& window);
  std::uint32_t number_of(Place place);
  std::uint32_t number_of(const Window& window);
  std::uint32_t number_of(Statistic statistic, const TallyKey& key);
  std::uint32_t number_of(const RowNoise& noise);
  void renumber_places();
  void renumber_keys();
  void renumber_windows();

  using KeyOfRow = std::tuple<Statistic, Place, Detail>;

  bool exact_;
  std::shared_ptr<const PlaceNames> names_;
  std::vector<ReportRow> rows_;
  std::vector<std::string> places_;
  std::vector<Window> windows_;
  std::vector<RowKey> keys_;
  std::vector<RowNoise> noises_{RowNoise{}};  // a few: what rests are of makes them different
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  // by Place::key()
  std::map<KeyOfRow, std::uint32_t> key_numbers_;
  std::array<std::uint64_t, 3> states_{};
};

}  // namespace celltally
