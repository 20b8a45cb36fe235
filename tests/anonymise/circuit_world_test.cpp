#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <span>

#include "anonymise/anonymiser.hpp"
#include "decode/decoder.hpp"
#include "tests/anonymise/circuit_world.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s11_messages.hpp"

// Joins of BSSAP and RANAP against the truth: a made-up network knows which device each packet is
// about.

namespace celltally {
namespace {

using namespace test;

struct Joins {
  int messages = 0;
  int hits = 0;       // the person by their permanent identity
  int temporary = 0;  // somebody by a temporary one
  int wrong = 0;      // a tag that stands for another device, too

  double share(int part) const { return static_cast<double>(part) / messages; }
};

Joins joins_of(const CircuitWorld::Shape& shape, std::uint64_t seed) {
  CircuitWorld world(seed, shape);
  Decoder decoder;
  Anonymiser anonymiser(key_of(7), kSmallLimits);
  const auto burst = std::make_unique<MessageBurst>();
  std::map<Tag, int> device_of;
  for (int i = 0; i < shape.devices; ++i) {
    Probe probe;
    device_of[probe.see(create_request(CircuitWorld::imsi(i), 10)).person] = i;
  }
  Joins joins;
  for (int i = 0; i < 2000; ++i) {
    for (CircuitWorld::Told& told : world.next()) {
      Packet packet;
      packet.at = Timestamp::from_seconds(told.second);
      packet.bytes = told.packet;
      packet.wire_length = static_cast<std::uint32_t>(told.packet.size());
      packet.link = LinkType::ethernet;
      burst->clear();
      decoder.decode(packet, *burst);
      EXPECT_EQ(burst->size(), 1u);
      std::array<SignallingEvent, MessageBurst::kMessagesMax> events{};
      anonymiser.anonymise(*burst, std::span{events}.first(burst->size()));
      if (told.device < 0) continue;
      ++joins.messages;
      const SignallingEvent& event = events[0];
      if (!event.person.known()) continue;
      ++(event.known_by == KnownBy::temporary ? joins.temporary : joins.hits);
      joins.wrong += device_of.try_emplace(event.person, told.device).first->second != told.device;
    }
  }
  return joins;
}

TEST(CircuitWorld, JoinsNobodyWronglyWhateverIsGivenAgain) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const Joins joins = joins_of({}, seed);
    EXPECT_EQ(joins.wrong, 0) << "of " << joins.messages;
    EXPECT_GT(joins.share(joins.hits), 0.52);
    EXPECT_GT(joins.share(joins.hits + joins.temporary), 0.82)
        << "the rest are answers to a release";
  }
}

}  // namespace
}  // namespace celltally
