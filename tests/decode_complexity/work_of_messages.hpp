#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string_view>
#include <type_traits>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "simulate/octets.hpp"
#include "tests/decode_complexity/executed_blocks.hpp"

namespace celltally {

// How much a decoder may do for an octet of a message, and beside that for the message as a whole.
inline constexpr double kBlocksPerOctetMax = 32;
inline constexpr double kBlocksOnceMax = 4000;

inline Octets join(std::initializer_list<Octets> parts) {
  Octets all;
  for (const Octets& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

inline Octets repeated(const Octets& unit, std::size_t times) {
  Octets all;
  for (; times != 0; --times) all.insert(all.end(), unit.begin(), unit.end());
  return all;
}

inline Octets number(std::size_t value, int octets) {
  Octets all;
  while (octets-- != 0) all.push_back(static_cast<std::uint8_t>(value >> 8 * octets & 0xff));
  return all;
}

inline Octets text(std::string_view letters) {
  return {letters.begin(), letters.end()};
}

struct Work {
  std::uint64_t blocks = 0;
  std::size_t octets = 0;
};

// Twice and four times as much input is at most twice and four times as much work, and none is more
// than so much for an octet.
inline void expect_linear(const std::function<Work(std::size_t)>& work_of, std::size_t n,
                          double per_octet_max = kBlocksPerOctetMax) {
  const Work one = work_of(n);
  const Work two = work_of(2 * n);
  const Work four = work_of(4 * n);
  const auto blocks = [](const Work& work) { return static_cast<double>(work.blocks); };
  const auto octets = [](const Work& work) { return static_cast<double>(work.octets); };
  EXPECT_GT(four.octets, 2 * one.octets) << "the input does not grow";
  EXPECT_LE(blocks(two), 1.1 * 2 * blocks(one) + kBlocksOnceMax);
  EXPECT_LE(blocks(four), 1.1 * 4 * blocks(one) + kBlocksOnceMax);
  EXPECT_LE(blocks(four), per_octet_max * octets(four) + kBlocksOnceMax);
}

// What a decoder does for one message.
template <typename Decode>
Work work_of_message(Octets message, Decode decode) {
  static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
  static constexpr std::array<std::uint8_t, 4> kNode{192, 0, 2, 1};
  burst->clear();
  Datagram datagram;
  datagram.source = datagram.destination = IpAddress::of(kNode);
  datagram.payload = message;
  const std::uint64_t before = executed_blocks();
  decode(datagram, *burst);
  return {executed_blocks() - before, message.size()};
}

// A kind of worst message, of as many parts as wanted.
struct WorstMessage {
  const char* name;
  std::function<Octets(std::size_t parts)> make;
  std::size_t parts;  // a quarter of what fits
};

template <typename Decode>
void expect_linear_work(std::span<const WorstMessage> messages, Decode decode,
                        double per_octet_max = kBlocksPerOctetMax) {
  for (const WorstMessage& each : messages) {
    SCOPED_TRACE(each.name);
    expect_linear([&](std::size_t parts) { return work_of_message(each.make(parts), decode); },
                  each.parts, per_octet_max);
  }
}

}  // namespace celltally
