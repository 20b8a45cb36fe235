#include "simulate/message_form.hpp"

#include <algorithm>
#include <utility>

namespace celltally {

namespace {

void put(std::uint8_t* at, std::uint64_t value, std::size_t width) {
  for (std::size_t i = width; i-- > 0; value >>= 8) at[i] = static_cast<std::uint8_t>(value);
}

}  // namespace

MessageForm::MessageForm(Octets packet, std::span<const std::uint8_t> widths)
    : packet_(std::move(packet)) {
  for (std::size_t field = 0; field < widths.size(); ++field) {
    const std::size_t width = widths[field];
    if (width == 0) continue;
    std::array<std::uint8_t, 8> wanted{};
    put(wanted.data(), mark(field), width);
    const auto wanted_end = wanted.begin() + static_cast<std::ptrdiff_t>(width);
    for (auto from = packet_.begin();;) {
      const auto found = std::search(from, packet_.end(), wanted.begin(), wanted_end);
      if (found == packet_.end()) break;
      holes_.push_back({static_cast<std::uint16_t>(found - packet_.begin()),
                        static_cast<std::uint8_t>(width), static_cast<std::uint8_t>(field)});
      from = found + 1;
    }
  }
}

void MessageForm::fill(const Values& values, Octets& packet) const {
  packet.assign(packet_.begin(), packet_.end());
  for (const Hole& hole : holes_) put(packet.data() + hole.offset, values[hole.field], hole.width);
}

}  // namespace celltally
