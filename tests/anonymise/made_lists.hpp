#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "anonymise/subscriber_lists.hpp"

namespace celltally::test {

inline OperatorKey operator_key(std::uint8_t octet) {
  std::array<std::uint8_t, OperatorKey::kOctets> octets{};
  octets.fill(octet);
  return OperatorKey::make(octets).value();
}

inline std::uint64_t first_eight(const OperatorKey::Hash& octets) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(number); ++i) number = number << 8 | octets[i];
  return number;
}

// Lists of these people, as if the operator had prepared them.
inline std::shared_ptr<const SubscriberLists> lists_of(
    const std::vector<std::pair<std::string, ListedAs>>& people, bool opt_out = true) {
  OperatorKey key = operator_key(9);
  std::vector<ListedPerson> rows;
  for (const auto& [imsi, as] : people) {
    rows.push_back(ListedPerson::of(first_eight(key.hash_of(imsi)), as));
  }
  return std::make_shared<const SubscriberLists>(std::move(key), std::move(rows), opt_out);
}

}  // namespace celltally::test
