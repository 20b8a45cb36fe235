#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>

#include "tests/decode/s1ap_messages.hpp"

namespace celltally::s1ap_messages {

// The eNB at 192.0.2.11, port 40000, wherever the message goes.
inline S1apPorts sent_by_mme(std::uint8_t procedure) {
  static constexpr std::uint8_t kOfMme[] = {1, 5, 6, 7, 9, 10, 11, 23, 31, 54};
  return std::ranges::find(kOfMme, procedure) != std::end(kOfMme) ? kFromMme : S1apPorts{};
}

// What a procedure tells.
struct Case {
  std::string_view name;
  std::uint8_t procedure;
  std::uint8_t outcome;
  Elements elements;
  EventKind kind;
  Presence presence;
  std::string_view named;
};

inline void expect(std::span<const Case> cases) {
  for (const Case& each : cases) {
    const DecodedS1ap got{message(each.procedure, each.outcome, each.elements),
                          sent_by_mme(each.procedure)};
    ASSERT_EQ(got.messages, 1u) << each.name;
    EXPECT_EQ(got.message.kind, each.kind) << each.name << ": " << to_text(got.message.kind);
    EXPECT_EQ(got.message.presence, each.presence)
        << each.name << ": " << to_text(got.message.presence);
    EXPECT_EQ(got.named(), each.named) << each.name;
    EXPECT_EQ(got.message.damage, MessageDamage::none) << each.name;
  }
}

}  // namespace celltally::s1ap_messages
