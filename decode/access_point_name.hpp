#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace celltally {

// An access point name or data network name (TS 23.003 9.1) as lower-case text with dots, whether
// it stands in the packet as text or as labels. Longer ones are cut.
class AccessPointName {
 public:
  static constexpr std::size_t kMax = 102;  // TS 23.003 9.1: 100 octets

  explicit AccessPointName(std::span<const std::uint8_t> octets) noexcept;

  // Without the operator identifier; empty when there is none.
  std::string_view network_identifier() const noexcept {
    const std::string_view text{letters_.data(), length_};
    return text.substr(0, text.find(".mnc"));
  }

 private:
  void add(std::uint8_t octet) noexcept {
    if (length_ == kMax) return;
    const bool upper = octet >= 'A' && octet <= 'Z';
    letters_[length_++] = static_cast<char>(upper ? octet + ('a' - 'A') : octet);
  }

  std::array<char, kMax> letters_{};
  std::size_t length_ = 0;
};

}  // namespace celltally
