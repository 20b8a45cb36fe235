#include "decode/rua.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "decode/ranap.hpp"
#include "simulate/nas_2g_builder.hpp"
#include "simulate/ranap_builder.hpp"
#include "simulate/rua_builder.hpp"
#include "tests/decode/sigtran_decoded.hpp"

namespace celltally {
namespace {

constexpr std::uint16_t kGateway = 29169;
constexpr std::uint16_t kHome = 40000;
constexpr std::string_view kImsi = "001010000000001";

// From 192.0.2.11, a home node B, to 192.0.2.22, its gateway; or back.
struct DecodedRua : DecodedMessage {
  explicit DecodedRua(std::span<const std::uint8_t> octets, bool back = false, bool cut = false,
                      std::uint16_t home_port = kHome)
      : DecodedMessage(octets, {home_port, kGateway, back, cut}), read(decode_with(decode_rua)) {}

  std::optional<bool> read;
};

Octets initial_ue() {
  return ranap::initial_ue({ranap::lai("lai:001-01-0303"), ranap::rac(5),
                            ranap::sai("sai:001-01-0303-0404"),
                            ranap::nas(nas_2g::service_request(0xc0ffee01))});
}

TEST(Rua, CarriesRanapOnContextsOfAHomeNodeB) {
  const DecodedRua connect{rua::message(1, 0x123456, true, initial_ue())};
  ASSERT_EQ(connect.read, true);
  EXPECT_EQ(connect.message.protocol, Protocol::ranap);
  EXPECT_EQ(connect.message.presence, Presence::exact);
  ASSERT_EQ(connect.ids.size(), 2u);
  EXPECT_EQ(connect.ids[0].role(), TemporaryId::Role::given);

  const DecodedRua transfer{rua::message(2, 0x123456, true, ranap::common_id(kImsi)), true};
  EXPECT_TRUE(transfer.message.imsi.present());
  EXPECT_EQ(Tagger::octets_of(transfer.ids[0]), Tagger::octets_of(connect.ids[0]));
  EXPECT_EQ(transfer.ids[0].role(), TemporaryId::Role::names);

  const DecodedRua end{rua::message(3, 0x123456, true, ranap::message(ranap::kSuccessful, 1, {}))};
  EXPECT_EQ(end.ids[0].role(), TemporaryId::Role::ends);
}

TEST(Rua, TellsContextsOfOneNumberApart) {
  const DecodedRua packet{rua::message(2, 7, true, ranap::common_id(kImsi))};
  const DecodedRua circuit{rua::message(2, 7, false, ranap::common_id(kImsi))};
  const DecodedRua other{rua::message(2, 7, true, ranap::common_id(kImsi)), false, false, 40001};
  EXPECT_NE(Tagger::octets_of(packet.ids[0]), Tagger::octets_of(circuit.ids[0]));
  EXPECT_NE(Tagger::octets_of(packet.ids[0]), Tagger::octets_of(other.ids[0]));
  // Which side is the gateway, nobody knows.
  const DecodedRua unclear{rua::message(2, 7, true, ranap::common_id(kImsi)), false, false,
                           kGateway};
  EXPECT_TRUE(unclear.message.imsi.present());
  EXPECT_TRUE(unclear.ids.empty());
}

TEST(Rua, TellsWhatCarriesNothingFromWhatIsWrong) {
  EXPECT_EQ(DecodedRua{rua::message(3, 7, true, {})}.read, std::nullopt);
  EXPECT_EQ((DecodedRua{rua::message(2, 7, true, Octets{1, 2, 3})}.read), false);
  EXPECT_EQ(DecodedRua{rua::message(9, 7, true, ranap::common_id(kImsi))}.read, false);
  EXPECT_EQ(DecodedRua{Octets{}}.read, false);
  const DecodedRua paging{
      rua::connectionless_transfer(ranap::paging({ranap::domain(false), ranap::imsi(kImsi)}))};
  EXPECT_EQ(paging.message.kind, EventKind::paging);
  EXPECT_TRUE(paging.ids.empty());
}

TEST(Rua, SaysNoMoreInAPrefixThanInAll) {
  const Octets whole = rua::message(1, 7, true, initial_ue());
  const DecodedRua all{whole};
  for (std::size_t octets = 0; octets < whole.size(); ++octets) {
    EXPECT_EQ(DecodedRua{std::span{whole}.first(octets)}.read, false);
    const DecodedRua cut{std::span{whole}.first(octets), false, true};
    EXPECT_TRUE(!cut.message.cell.known() || cut.message.cell == all.message.cell);
    EXPECT_TRUE(cut.read != true || cut.message.damage == MessageDamage::truncated);
  }
}

TEST(Rua, StaysSoundWithAnyOctetChanged) {
  const Octets whole = rua::message(1, 7, true, initial_ue());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    Octets changed = whole;
    for (std::size_t value = 0; value < 256; value += 3) {
      changed[at] = static_cast<std::uint8_t>(value);
      const SignallingMessage got = DecodedRua{changed}.message;
      EXPECT_TRUE(got.kind != EventKind::none || got.presence == Presence::none);
    }
  }
}

}  // namespace
}  // namespace celltally
