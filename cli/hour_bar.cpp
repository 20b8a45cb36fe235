#include "cli/hour_bar.hpp"

#include <algorithm>
#include <string_view>

namespace celltally {

namespace {

constexpr std::uint64_t kEighths = 8;
constexpr std::string_view kDigits = "12345678";
constexpr std::string_view kBlocks = "▁▂▃▄▅▆▇█";
constexpr std::size_t kOctetsOfBlock = 3;
static_assert(kBlocks.size() == kEighths * kOctetsOfBlock);

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
      bar += blocks ? kBlocks.substr(eighth * kOctetsOfBlock, kOctetsOfBlock)
                    : kDigits.substr(eighth, 1);
    }
  }
  return bar;
}

}  // namespace celltally
