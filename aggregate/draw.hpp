#pragma once

#include <cstdint>

#include "vocabulary/signalling_event.hpp"

namespace celltally {

// See PersonDay::draw: follows from when and where the person was seen first.
constexpr std::uint32_t draw_of(const SignallingEvent& first) noexcept {
  std::uint64_t mixed =
      static_cast<std::uint64_t>(first.at.ns) ^ first.cell.key() * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
  return static_cast<std::uint32_t>(mixed >> 32);
}

}  // namespace celltally
