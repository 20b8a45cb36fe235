#include "daemon/window_merge.hpp"

#include <algorithm>
#include <utility>

namespace celltally {

void WindowMerge::add(EpochWindow window) {
  auto parts = std::find_if(open_.begin(), open_.end(),
                            [&](const Parts& open) { return same(open, window); });
  if (parts == open_.end()) parts = open_.insert(open_.end(), {window.epoch, {}});
  parts->windows.push_back(std::move(window.window));
  if (parts->windows.size() < shards_) return;
  whole_.push_back({merge(std::move(parts->windows)), parts->epoch});
  open_.erase(parts);
}

std::vector<EpochWindow> WindowMerge::take() {
  return std::exchange(whole_, {});
}

void WindowMerge::finish() {
  for (Parts& parts : open_) whole_.push_back({merge(std::move(parts.windows)), parts.epoch});
  open_.clear();
}

bool WindowMerge::same(const Parts& parts, const EpochWindow& window) const noexcept {
  const ClosedWindow& first = parts.windows.front();
  return parts.epoch == window.epoch && first.statistic == window.window.statistic &&
         first.window == window.window.window;
}

}  // namespace celltally
