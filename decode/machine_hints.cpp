#include "decode/machine_hints.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "decode/access_point_name.hpp"

namespace celltally {
namespace {

constexpr unsigned kNoDigit = 15;

// The n-th digit of an identity, from 0; 15 behind the last.
class Digits {
 public:
  Digits(std::span<const std::uint8_t> octets, SubscriberId::Coding coding) noexcept
      : octets_(octets), coding_(coding) {}

  unsigned operator[](std::size_t n) const noexcept {
    switch (coding_) {
      case SubscriberId::Coding::tbcd: return nibble(n);
      case SubscriberId::Coding::mobile_identity: return nibble(n + 1);
      case SubscriberId::Coding::ascii: return n < octets_.size() ? octets_[n] & 15u : kNoDigit;
      case SubscriberId::Coding::suci: return of_suci(n);
    }
    return kNoDigit;
  }

 private:
  // Low nibble first.
  unsigned nibble(std::size_t n) const noexcept {
    if (n / 2 >= octets_.size()) return kNoDigit;
    return n % 2 == 0 ? octets_[n / 2] & 15u : octets_[n / 2] >> 4;
  }
  // TS 24.501 figure 9.11.3.4.3: MCC2|MCC1, MNC3|MCC3, MNC2|MNC1 from octet 1 on, the MSIN from 8.
  unsigned of_suci(std::size_t n) const noexcept {
    constexpr std::array<std::size_t, 6> kPlmnNibbles{2, 3, 4, 6, 7, 5};
    constexpr std::size_t kMsinNibble = 16;
    const std::size_t before = nibble(5) == kNoDigit ? 5 : 6;
    return n < before ? nibble(kPlmnNibbles[n]) : nibble(kMsinNibble + n - before);
  }

  std::span<const std::uint8_t> octets_;
  SubscriberId::Coding coding_;
};

// The first `count` digits as a number; with zeroes where there are fewer.
std::uint64_t number_of(const Digits& digits, std::size_t count) noexcept {
  std::uint64_t number = 0;
  bool over = false;
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned digit = over ? kNoDigit : digits[i];
    over = digit > 9;
    number = number * 10 + (over ? 0 : digit);
  }
  return number;
}

bool matches(std::string_view pattern, std::string_view apn) noexcept {
  if (pattern.starts_with('*')) return apn.ends_with(pattern.substr(1));
  if (pattern.ends_with('*')) return apn.starts_with(pattern.substr(0, pattern.size() - 1));
  return apn == pattern;
}

}  // namespace

MachineHint MachineHints::hint_of(const SignallingMessage& message) const noexcept {
  if (message.imsi.present() && has_imsi(message.imsi)) return MachineHint::subscription;
  if (message.tac.known() && has_type(message.tac)) return MachineHint::device;
  if (!message.apn.empty() && has_apn(message.apn)) return MachineHint::network;
  return MachineHint::none;
}

bool MachineHints::has_imsi(const SubscriberId& imsi) const noexcept {
  constexpr std::size_t kDigits = 15;
  if (rules_->imsi_ranges.empty()) return false;
  const std::uint64_t number = number_of({{imsi.octets_, imsi.length_}, imsi.coding_}, kDigits);
  const auto after =
      std::ranges::upper_bound(rules_->imsi_ranges, number, {}, &MachineRules::ImsiRange::first);
  return after != rules_->imsi_ranges.begin() && number <= std::prev(after)->last;
}

bool MachineHints::has_type(TypeAllocationCode tac) const noexcept {
  return std::ranges::binary_search(rules_->tacs, tac.value);
}

// Few rules, and few messages with an APN.
bool MachineHints::has_apn(std::span<const std::uint8_t> apn) const noexcept {
  if (rules_->apns.empty()) return false;
  const AccessPointName name{apn};
  return std::ranges::any_of(rules_->apns, [&](const std::string& pattern) {
    return matches(pattern, name.network_identifier());
  });
}

}  // namespace celltally
