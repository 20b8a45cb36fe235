#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>

#include "decode/gtpv2.hpp"
#include "simulate/gtpv2_builder.hpp"
#include "simulate/wire_digits.hpp"
#include "tests/anonymise/probe.hpp"

// Sessions from octets to people: what decode/ says about a session and what anonymise/ makes of it
// together.

namespace celltally {
namespace {

using namespace gtpv2;  // NOLINT(google-build-using-namespace): the builders read as a language

const std::string kMme = "192.0.2.1";
const std::string kSgw = "192.0.2.2";
const std::string kPgw = "192.0.2.3";

class Wire {
 public:
  Tag see(std::int64_t second, const std::string& source, const std::string& destination,
          std::uint8_t type, std::uint32_t teid, const Elements& elements) {
    Octets octets = message(type, elements, {.teid = teid, .sequence = ++sequence_});
    Datagram datagram;
    const Octets from = address(source);
    const Octets to = address(destination);
    datagram.source = IpAddress::of(from);
    datagram.destination = IpAddress::of(to);
    datagram.payload = octets;
    MessageBurst burst;
    EXPECT_EQ(decode_gtpv2(datagram, burst), PacketOutcome::signalling);
    for (std::size_t i = 0; i < burst.size(); ++i) burst[i].at = Timestamp::from_seconds(second);
    std::array<SignallingEvent, 1> events;
    anonymiser_.anonymise(burst, events);
    return events[0].person;
  }

 private:
  static Octets address(const std::string& text) {
    const NodeAddress it = node(text);
    return {it.octets().begin(), it.octets().end()};
  }

  Anonymiser anonymiser_{test::key_of(7), test::kSmallLimits};
  std::uint32_t sequence_ = 0;
};

// The PGW names its end as instance 1 only (TS 29.274 table 7.2.2-1).
struct OnS5 : testing::Test {
  OnS5() {
    person = wire.see(0, kSgw, kPgw, 32, 0,
                      {imsi("001010000000001"), fteid(Interface::s5_c_sgw, 20, node(kSgw))});
    wire.see(0, kPgw, kSgw, 33, 20, {cause(16), fteid(Interface::s5_c_pgw, 30, node(kPgw), 1)});
  }
  Tag to_pgw(std::int64_t second) { return wire.see(second, kSgw, kPgw, 34, 30, {}); }
  Tag to_sgw(std::int64_t second) { return wire.see(second, kPgw, kSgw, 95, 20, {}); }

  Wire wire;
  Tag person;
};

TEST_F(OnS5, IsDeletedByAnSgwThatSetsNoIndication) {
  ASSERT_TRUE(person.known());
  EXPECT_EQ(to_pgw(50), person);
  EXPECT_EQ(wire.see(100, kSgw, kPgw, 36, 30, {ebi(6)}), person);
  EXPECT_EQ(to_pgw(130), person) << "lingers";
  EXPECT_EQ(to_sgw(130), person) << "lingers";
  EXPECT_FALSE(to_pgw(131).known());
  EXPECT_FALSE(to_sgw(131).known());
}

struct OnS11 : testing::Test {
  OnS11() {
    person = wire.see(0, kMme, kSgw, 32, 0,
                      {imsi("001010000000001"), fteid(Interface::s11_mme, 10, node(kMme))});
    wire.see(0, kSgw, kMme, 33, 10,
             {cause(16), fteid(Interface::s11_sgw, 20, node(kSgw)),
              fteid(Interface::s5_c_pgw, 30, node(kPgw), 1)});
  }
  Wire wire;
  Tag person;
};

TEST_F(OnS11, IsKeptByTheEndOfAnotherPdnConnectionAndByTheOldSgwsCopy) {
  for (const Elements& elements :
       {Elements{ebi(6), indication({0x08})}, Elements{ebi(5), indication({0, 0x02})}}) {
    wire.see(100, kMme, kSgw, 36, 20, elements);
    EXPECT_EQ(wire.see(200, kMme, kSgw, 34, 20, {}), person);
    EXPECT_EQ(wire.see(200, kSgw, kMme, 95, 10, {}), person);
  }
}

TEST_F(OnS11, IsDeletedWithTheFirstPdnConnection) {
  wire.see(100, kMme, kSgw, 36, 20, {ebi(5), indication({0x08})});
  EXPECT_FALSE(wire.see(200, kMme, kSgw, 34, 20, {}).known());
  EXPECT_FALSE(wire.see(200, kSgw, kMme, 95, 10, {}).known());
}

}  // namespace
}  // namespace celltally
