#include "cli/hour_bar.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace celltally {

namespace {

constexpr std::uint64_t kEighths = 8;
constexpr std::array<std::string_view, kEighths> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, kEighths> kDigits{"1", "2", "3", "4", "5", "6", "7", "8"};

}  // namespace

std::string hour_bar(std::span<const Figure> hours, bool blocks) {
  std::uint64_t most = 1;
  for (const Figure& hour : hours) most = std::max(most, hour.value);
  std::string bar;
  for (const Figure& hour : hours) {
    if (!hour.given) {
      bar += ' ';
    } else if (hour.state == ReleaseState::no_data) {
      bar += '-';
    } else if (hour.state == ReleaseState::withheld) {
      bar += '.';
    } else if (hour.value == 0) {
      bar += '0';
    } else {
      const auto part = static_cast<double>(hour.value) / static_cast<double>(most);
      const auto eighth = static_cast<std::size_t>(part * (kEighths - 0.001));
      bar += (blocks ? kBlocks : kDigits)[std::min<std::size_t>(eighth, kEighths - 1)];
    }
  }
  return bar;
}

}  // namespace celltally
