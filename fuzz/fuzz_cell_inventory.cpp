// Any bytes as a cell inventory: either cells or a reason, and every row is accounted for.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "config/cell_inventory.hpp"
#include "fuzz/allocation.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using celltally::CellInventory;
  using celltally::Place;
  const std::string text(data, data + size);
  celltally::with_allocation_fault({data, size}, [&] {
    std::istringstream in{text};
    (void)celltally::read_cell_inventory(in, "f");
  });
  std::istringstream in{text};
  const auto inventory = celltally::read_cell_inventory(in, "f");
  if (!inventory) {
    require(!inventory.error().empty());
    require(inventory.error().size() <= CellInventory::kProblemsTold + 1);
    for (const std::string& problem : inventory.error()) {
      require(problem.starts_with("f:") && problem.size() < 200);
      for (const char c : problem) require(c >= ' ' && c <= '~');
    }
    return 0;
  }

  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  require(!inventory->cells.empty());
  require(inventory->cells.size() + inventory->duplicates <= lines);

  // What was read can be written as places and read again.
  std::stringstream again;
  for (const Place cell : inventory->cells) {
    require(is_cell(cell.kind()));
    again << to_text(cell) << '\n';
  }
  const auto second = celltally::read_cell_inventory(again, "f");
  require(second.has_value() && second->cells == inventory->cells);
  return 0;
}
