#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "decode/session_endpoint.hpp"
#include "decode/subscriber_id.hpp"
#include "decode/temporary_id.hpp"

namespace celltally {

// Stands in for the Tagger of anonymise/, which tests of decode/ do not link: only a class of that
// name can look at what messages borrow. For made-up identifiers only.
class Tagger {
 public:
  static std::vector<std::uint8_t> octets_of(const SubscriberId& id) {
    const std::span octets{id.octets_, id.length_};
    return {octets.begin(), octets.end()};
  }
  static std::vector<std::uint8_t> node_of(const SessionEndpoint& endpoint) {
    const std::span octets{endpoint.node_octets_, endpoint.node_length_};
    return {octets.begin(), octets.end()};
  }
  static std::vector<std::uint8_t> octets_of(const TemporaryId& id) {
    const auto octets = std::span{id.octets_}.first(id.length_);
    return {octets.begin(), octets.end()};
  }
  static std::uint32_t teid_of(const SessionEndpoint& endpoint) { return endpoint.teid_; }
};

}  // namespace celltally
