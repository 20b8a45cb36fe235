#include "audit/box/canary_capture.hpp"

#include <cstddef>

namespace celltally {
namespace {

constexpr std::uint32_t kCells = 8;
constexpr std::size_t kUdpHeaderEnd = 14 + 20 + 8;

}  // namespace

std::vector<Place> CanaryCapture::cells() {
  std::vector<Place> cells;
  for (std::uint32_t cell = 0; cell < kCells; ++cell) cells.push_back(audit_cell(0x100 + cell));
  return cells;
}

void CanaryCapture::damage(Octets& frame) {
  const auto place = [&] {
    return kUdpHeaderEnd + random_.below(static_cast<std::uint32_t>(frame.size() - kUdpHeaderEnd));
  };
  switch (random_.below(3)) {
    case 0:
      for (int i = 0; i < 4; ++i) {
        std::uint8_t& octet = frame[place()];
        octet = static_cast<std::uint8_t>(octet ^ 1U << random_.below(8));
      }
      break;
    case 1: frame.resize(place()); break;
    default: frame[kUdpHeaderEnd + 2 + random_.below(2)] ^= 0xff; break;  // the message's length
  }
}

void CanaryCapture::everybody(Timestamp from, Timestamp within, const Write& write) {
  const auto step = within.ns / static_cast<std::int64_t>(people_->size() + 1);
  Octets frame;
  Timestamp at = from;
  for (const CanaryPerson& person : *people_) {
    form_.fill(DeviceForm::Digits::of(person), audit_cell(0x100 + random_.below(kCells)), frame);
    if (random_.below(4) == 0) damage(frame);
    write(at, frame);
    at.ns += step;
  }
}

}  // namespace celltally
