#include "simulate/tapped_interface.hpp"

#include <algorithm>
#include <array>

namespace celltally {

namespace {

constexpr std::array<std::string_view, kTappedInterfaces> kNames{"s1ap",  "s11", "ngap", "pfcp",
                                                                 "gtpv1", "gx",  "sgs",  "radius"};

}  // namespace

std::string_view to_text(TappedInterface tapped) noexcept {
  return kNames[static_cast<std::size_t>(tapped)];
}

std::optional<TappedInterface> tapped_interface_from_text(std::string_view text) noexcept {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<TappedInterface>(found - kNames.begin());
}

}  // namespace celltally
