#include "decode/s1ap_bearers.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "simulate/s1ap_builder.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/s1ap_decoded.hpp"

namespace celltally {
namespace {

using s1ap::Bearer;

constexpr S1apPorts kFromMme{36412, 40000};

Bearer bearer(const char* address, std::uint32_t teid, bool guaranteed = false) {
  return {.address = node(address), .teid = teid, .nas = {}, .guaranteed = guaranteed};
}

// The message around the bearers, by the list that they stand in.
DecodedS1ap decoded(S1apBearers::List list, const std::vector<Bearer>& bearers) {
  const Octets ids = s1ap::mme_ue_id(7);
  switch (list) {
    case S1apBearers::List::of_setup:
      return DecodedS1ap{s1ap::message(5, 0, {ids, s1ap::bearers_to_set_up(bearers)}), kFromMme};
    case S1apBearers::List::of_context:
      return DecodedS1ap{s1ap::message(9, 0, {ids, s1ap::bearers_of_context(bearers)}), kFromMme};
    case S1apBearers::List::of_handover: break;
  }
  return DecodedS1ap{s1ap::message(1, 0, {ids, s1ap::bearers_of_handover(bearers)}), kFromMme};
}

constexpr S1apBearers::List kLists[] = {S1apBearers::List::of_setup, S1apBearers::List::of_context,
                                        S1apBearers::List::of_handover};

std::vector<std::vector<std::uint8_t>> tunnels_of(const DecodedS1ap& got) {
  std::vector<std::vector<std::uint8_t>> tunnels;
  for (const TemporaryId& id : got.ids) {
    if (id.kind() == TemporaryId::Kind::user_tunnel) tunnels.push_back(Tagger::octets_of(id));
  }
  return tunnels;
}

std::vector<std::uint8_t> tunnel(const char* address, std::uint32_t teid) {
  const NodeAddress where = node(address);
  return Tagger::octets_of(
      TemporaryId::at_node(TemporaryId::Kind::user_tunnel, IpAddress::of(where.octets()), 0, teid));
}

TEST(S1apBearers, GiveTheCoresEndOfEveryBearer) {
  for (const auto list : kLists) {
    const DecodedS1ap got = decoded(
        list, {bearer("198.51.100.7", 1), bearer("2001:db8::7", 2), bearer("198.51.100.8", 3)});
    EXPECT_EQ(tunnels_of(got), (std::vector{tunnel("198.51.100.7", 1), tunnel("2001:db8::7", 2),
                                            tunnel("198.51.100.8", 3)}));
    EXPECT_EQ(got.message.damage, MessageDamage::none);
  }
}

TEST(S1apBearers, MayHaveGuaranteedBitRates) {
  for (const auto list : {S1apBearers::List::of_setup, S1apBearers::List::of_context}) {
    const DecodedS1ap got =
        decoded(list, {bearer("198.51.100.7", 1, true), bearer("198.51.100.7", 2)});
    EXPECT_EQ(tunnels_of(got), (std::vector{tunnel("198.51.100.7", 1), tunnel("198.51.100.7", 2)}));
  }
}

// IPv4 and IPv6 in one bit string (TS 36.414 5.3): the tunnel has two names.
TEST(S1apBearers, OfADualStackGatewayAreTwo) {
  const Octets both = octets_from_hex(
      "0a9f"
      "c6336407"
      "20010db8000000000000000000000007"
      "00000009");
  const Octets list = s1ap::element(27, both);
  Octets value{0};
  value.insert(value.end(), list.begin(), list.end());
  const DecodedS1ap got{s1ap::message(1, 0, {s1ap::element(53, value)}), kFromMme};
  EXPECT_EQ(tunnels_of(got), (std::vector{tunnel("198.51.100.7", 9), tunnel("2001:db8::7", 9)}));
}

TEST(S1apBearers, ThatCannotBeReadAreLeftOut) {
  struct Item {
    std::string_view name;
    std::uint16_t list;
    std::uint16_t item;
    std::string_view hex;
  };
  constexpr Item kItems[] = {
      {"long bearer id", 53, 27, "2a1fc633640700000009"},
      {"extended address", 53, 27, "0b1fc633640700000009"},
      {"address of 5 octets", 53, 27, "0a27c6336407aa00000009"},
      {"address of 12 bits", 53, 27, "0a0bc63300000009"},
      {"no TEID", 53, 27, "0a1fc6336407"},
      {"TEID 0", 53, 27, "0a1fc633640700000000"},
      {"nothing", 53, 27, ""},
      {"quality with an extension", 24, 52, "058009200f80c633640700000009"},
      {"quality with half an extension list", 24, 52, "052009200000"},
      {"long bearer id in a context", 24, 52, "150009200f80c633640700000009"},
      {"long bearer id in a setup", 16, 17, "2a0009200f80c633640700000009"},
  };
  for (const Item& each : kItems) {
    const Octets item = s1ap::element(each.item, octets_from_hex(each.hex));
    Octets value{0};
    value.insert(value.end(), item.begin(), item.end());
    const std::uint8_t procedure = each.list == 53 ? 1 : each.list == 24 ? 9 : 5;
    const DecodedS1ap got{s1ap::message(procedure, 0, {s1ap::element(each.list, value)}), kFromMme};
    EXPECT_EQ(got.messages, 1u) << each.name;
    EXPECT_TRUE(tunnels_of(got).empty()) << each.name;
  }
}

// Packet loss rates and the like stand between the quality of service and the address.
TEST(S1apBearers, MayHaveExtensionsOfTheirQuality) {
  const Octets item = s1ap::element(52, octets_from_hex("0520"
                                                        "0920"
                                                        "0000"
                                                        "011140"
                                                        "0100"
                                                        "0f80c633640700000009"));
  Octets value{0};
  value.insert(value.end(), item.begin(), item.end());
  const DecodedS1ap got{s1ap::message(9, 0, {s1ap::element(24, value)}), kFromMme};
  ASSERT_EQ(tunnels_of(got).size(), 1u);
  EXPECT_EQ(tunnels_of(got)[0], tunnel("198.51.100.7", 9));
}

// A message names one device by fifteen names at most; its own ids come first.
TEST(S1apBearers, BeyondTheRoomAreCounted) {
  const std::vector<Bearer> bearers(20, bearer("198.51.100.7", 5));
  const DecodedS1ap got = decoded(S1apBearers::List::of_context, bearers);
  EXPECT_EQ(got.ids.size(), MessageBurst::kTemporaryIdsPerMessageMax);
  EXPECT_TRUE(got.message.temporary_left_out);
  EXPECT_EQ(got.ids[0].kind(), TemporaryId::Kind::mme_ue);
}

// Nor more where it ends contexts, whatever else stands in it.
TEST(S1apBearers, LeaveNoRoomForWhatAResetEndsBeside) {
  const std::vector<Bearer> bearers(20, bearer("198.51.100.7", 5));
  for (const std::size_t contexts : {1u, 2u}) {
    const std::vector<Octets> ended(contexts, s1ap::connection(1, 2));
    const DecodedS1ap got{
        s1ap::message(14, 0, {s1ap::bearers_to_set_up(bearers), s1ap::reset_of(ended)})};
    EXPECT_EQ(got.ids.size(), MessageBurst::kTemporaryIdsPerMessageMax) << contexts;
    EXPECT_TRUE(got.message.temporary_left_out);
  }
}

}  // namespace
}  // namespace celltally
