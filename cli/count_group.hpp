#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/replay_summary.hpp"

namespace celltally {

// Numbers of a summary that belong together, by name, such as the packets by where they ended.
struct CountGroup {
  struct Item {
    std::string_view name;
    std::uint64_t count = 0;
  };

  std::string_view name;
  bool of_people = false;              // tells what people did: not for few of them
  std::optional<std::uint64_t> total;  // when the items are parts of a whole
  std::vector<Item> items;
};

// All of a summary's groups, in the order of the data's way.
std::vector<CountGroup> groups_of(const ReplaySummary& summary);

}  // namespace celltally
