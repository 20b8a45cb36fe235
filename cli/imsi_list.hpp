#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/population_segment.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// Subscribers as the operator knows them: IMSIs, one a line, or CSV with a segment in the second
// column. Stays in `celltally prepare-list`, which makes hashes of them.
struct ImsiList {
  static constexpr std::size_t kDigitsMax = 15;

  struct Person {
    std::array<char, kDigitsMax> letters{};
    std::uint8_t length = 0;
    PopulationSegment segment;

    std::string_view digits() const noexcept { return {letters.data(), length}; }
  };

  bool segments = false;  // there is a second column
  std::vector<Person> people;
};

// What is wrong, a line each, with its place and its mend, and never what stands there.
using ImsiListProblems = std::vector<std::string>;

// A first line that begins with imsi is a header; # begins a remark. Fails when any line is wrong.
Result<ImsiList, ImsiListProblems> read_imsi_list(std::istream& in, std::string_view name);

}  // namespace celltally
