#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "decode/diameter.hpp"
#include "decode/radius.hpp"
#include "simulate/diameter_builder.hpp"
#include "simulate/radius_builder.hpp"
#include "tests/anonymise/probe.hpp"

// Sessions of Diameter and RADIUS from octets to people: what decode/ says about a session and what
// anonymise/ makes of it together.

namespace celltally {
namespace {

constexpr std::array<std::uint8_t, 4> kAddress{10, 45, 0, 1};
constexpr std::array<std::uint8_t, 4> kNas{10, 3, 3, 3};

class Wire {
 public:
  SignallingEvent diameter(std::int64_t second, const Octets& octets) {
    return see(decode_diameter, second, octets);
  }
  SignallingEvent radius(std::int64_t second, const Octets& octets) {
    return see(decode_radius, second, octets);
  }

 private:
  using Decode = bool (*)(const Datagram& pdu, MessageBurst& burst) noexcept;

  SignallingEvent see(Decode decode, std::int64_t second, Octets octets) {
    Datagram datagram;
    datagram.payload = octets;
    const auto burst = std::make_unique<MessageBurst>();
    EXPECT_TRUE(decode(datagram, *burst));
    EXPECT_EQ(burst->size(), 1u);
    (*burst)[0].at = Timestamp::from_seconds(second);
    std::array<SignallingEvent, 1> events;
    anonymiser_.anonymise(*burst, events);
    return events[0];
  }

  Anonymiser anonymiser_{test::key_of(7), test::kSmallLimits};
};

// Of one PGW; each message has an end-to-end identifier of its own.
struct OnGx : testing::Test {
  Octets credit_control(std::uint32_t type, const diameter::Avps& more) {
    diameter::Avps avps{diameter::session_id("pgw1;1;2"), diameter::origin_host("pgw1"),
                        diameter::cc_request_type(type)};
    avps.insert(avps.end(), more.begin(), more.end());
    return diameter::request(diameter::kGx, 272, avps, {.end_to_end = ++end_to_end});
  }
  Tag begin(std::int64_t second) {
    return wire
        .diameter(second, credit_control(diameter::kInitial,
                                         {diameter::subscription_id(1, "001010000000001"),
                                          diameter::framed_ip_address(kAddress)}))
        .person;
  }

  Wire wire;
  std::uint32_t end_to_end = 0;
};

TEST_F(OnGx, IsOnePersonThroughTheSession) {
  const Tag person = begin(0);
  ASSERT_TRUE(person.known());
  EXPECT_EQ(wire.diameter(9, credit_control(diameter::kUpdate, {})).person, person);
  EXPECT_EQ(wire.diameter(20, credit_control(diameter::kTermination, {})).person, person);
}

TEST_F(OnGx, IsFoundElsewhereByAnAddressThatOnlyOneNetworkGives) {
  constexpr std::array<std::uint8_t, 8> kPrefix{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 1};
  const auto call = [&](const diameter::Avps& more) {
    diameter::Avps avps{diameter::session_id("pcscf;" + std::to_string(++end_to_end)),
                        diameter::origin_host("pcscf"), diameter::avp(diameter::kTgpp, 517, "")};
    avps.insert(avps.end(), more.begin(), more.end());
    return diameter::request(diameter::kRx, 265, avps, {.end_to_end = ++end_to_end});
  };
  const Tag person =
      wire.diameter(
              0, credit_control(diameter::kInitial,
                                {diameter::subscription_id(1, "001010000000001"),
                                 diameter::avp(0, 30, "ims"), diameter::framed_ip_address(kAddress),
                                 diameter::framed_ipv6_prefix(64, kPrefix)}))
          .person;
  const Octets address = diameter::framed_ip_address(kAddress);
  EXPECT_EQ(wire.diameter(5, call({diameter::framed_ipv6_prefix(64, kPrefix)})).person, person);
  EXPECT_EQ(wire.diameter(5, call({address, diameter::avp(0, 30, "IMS")})).person, person);
  EXPECT_NE(wire.diameter(5, call({address, diameter::avp(0, 30, "internet")})).person, person);
  EXPECT_NE(wire.diameter(5, call({address})).person, person) << "of which network?";
}

TEST_F(OnGx, IsCountedOnceThroughAnAgent) {
  begin(0);
  const Octets update = credit_control(diameter::kUpdate, {});
  Octets relayed = update;
  relayed[12] ^= 0xff;  // hop-by-hop identifier
  EXPECT_FALSE(wire.diameter(5, update).retransmission);
  EXPECT_TRUE(wire.diameter(5, relayed).retransmission);
  EXPECT_FALSE(wire.diameter(6, credit_control(diameter::kUpdate, {})).retransmission);
}

Octets accounting(std::uint32_t status, const radius::Attributes& more, std::uint32_t at) {
  radius::Attributes attributes{radius::acct_status_type(status), radius::acct_session_id("1"),
                                radius::nas_ip_address(kNas), radius::event_timestamp(at)};
  attributes.insert(attributes.end(), more.begin(), more.end());
  return radius::accounting_request(attributes);
}

TEST(OnRadius, IsOnePersonThroughTheSession) {
  Wire wire;
  const Tag person =
      wire.radius(1, accounting(radius::kStart, {radius::imsi("001010000000001")}, 1)).person;
  ASSERT_TRUE(person.known());
  EXPECT_EQ(wire.radius(9, accounting(radius::kInterim, {}, 9)).person, person);
  EXPECT_TRUE(wire.radius(12, accounting(radius::kInterim, {radius::acct_delay_time(3)}, 9))
                  .retransmission);
}

TEST(OnRadius, IsNobodyAfterTheNasForgot) {
  Wire wire;
  const Tag person =
      wire.radius(1, accounting(radius::kStart, {radius::imsi("001010000000001")}, 1)).person;
  wire.radius(5, radius::accounting_request(
                     {radius::acct_status_type(radius::kOn), radius::nas_ip_address(kNas)}));
  EXPECT_NE(wire.radius(9, accounting(radius::kInterim, {}, 9)).person, person);
}

TEST(OnRadius, IsFoundByTheDeviceOnWifi) {
  Wire wire;
  const Octets client = radius::calling_station_id("06-00-5e-00-00-01");
  const Octets point = radius::called_station_id("02-00-5E-10-20-30:Net");
  const Tag person = wire.radius(1, accounting(radius::kStart,
                                               {radius::imsi("001010000000001"), client, point}, 1))
                         .person;
  const Octets other_session = radius::accounting_request(
      {radius::acct_status_type(radius::kStart), radius::acct_session_id("2"),
       radius::nas_ip_address(kAddress), client, point});
  EXPECT_EQ(wire.radius(60, other_session).person, person);
}

}  // namespace
}  // namespace celltally
