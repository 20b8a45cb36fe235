#include "outbox/held_windows.hpp"

#include <utility>

namespace celltally {

namespace {

std::uint64_t octets_of(const HeldWindows::Window& window) {
  return sizeof(HeldWindows::Window) + window.rows.counts.capacity() * sizeof(ReleasedCount);
}

}  // namespace

void HeldWindows::push(Window window) {
  bytes_ += octets_of(window);
  windows_.push_back(std::move(window));
}

void HeldWindows::pop() {
  bytes_ -= octets_of(windows_.front());
  windows_.pop_front();
}

}  // namespace celltally
