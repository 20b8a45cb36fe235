#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "vocabulary/link_type.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// From libpcap's link-layer header types (DLT_..., https://www.tcpdump.org/linktypes.html) to ours.
// The sixteen that are free for private use, DLT_USER0 to DLT_USER15 (147 to 162), are unsupported
// until the operator maps them.
class LinkTypes {
 public:
  static constexpr int kUserFirst = 147;
  static constexpr std::size_t kUsers = 16;

  // Each text maps one private type: "user3=raw-ip", or by its number, "150=raw-ip"; the names are
  // those of to_text(LinkType). The error is one line about the first text that is wrong.
  static Result<LinkTypes, std::string> parse(std::span<const std::string> mappings);

  // `dlt` is what pcap_datalink() gives. Any number will do.
  LinkType of(int dlt) const noexcept;

 private:
  std::array<LinkType, kUsers> users_{};
};

// "user3 (150)", "PPP (9)", "9999": a link type in words, for a message.
std::string link_type_name(int dlt);

// What to do about a link type that LinkTypes::of() does not support.
std::string link_type_mend(int dlt);

}  // namespace celltally
