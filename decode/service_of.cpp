#include "decode/service_of.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "decode/access_point_name.hpp"

namespace celltally {
namespace {

constexpr std::array<std::string_view, 4> kInternetLabels{"web", "wap", "data", "broadband"};

std::string_view first_label(std::string_view name) noexcept {
  return name.substr(0, name.find('.'));
}

bool is_internet(std::string_view name) noexcept {
  if (name.find("internet") != std::string_view::npos) return true;
  while (!name.empty()) {
    const std::string_view label = first_label(name);
    if (std::ranges::find(kInternetLabels, label) != kInternetLabels.end()) return true;
    name.remove_prefix(std::min(label.size() + 1, name.size()));
  }
  return false;
}

}  // namespace

ServiceClass service_of_network(std::span<const std::uint8_t> apn) noexcept {
  const AccessPointName whole{apn};
  const std::string_view name = whole.network_identifier();
  if (name.empty()) return ServiceClass::none;
  const std::string_view first = first_label(name);
  if (first == "ims" || first == "sos") return ServiceClass::ims;
  return is_internet(name) ? ServiceClass::data : ServiceClass::other;
}

}  // namespace celltally
