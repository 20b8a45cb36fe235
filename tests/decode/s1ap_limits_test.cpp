#include <gtest/gtest.h>

#include <cstddef>

#include "decode/aper_pdu.hpp"
#include "decode/nas_eps_element.hpp"
#include "tests/decode/s1ap_decoded.hpp"
#include "tests/decode/s1ap_messages.hpp"

namespace celltally {
namespace {

using namespace s1ap_messages;  // NOLINT(google-build-using-namespace): the builders

TEST(S1apLimits, NothingIsNoMessage) {
  EXPECT_FALSE(DecodedS1ap{{}}.read);
  EXPECT_EQ(DecodedS1ap{{}}.messages, 0u);
}

// The longest that the transport gives, of one octet repeated, whatever it is.
TEST(S1apLimits, AnyOctetsMayComeInAnyNumber) {
  for (unsigned octet = 0; octet < 256; ++octet) {
    const Octets octets(64 * 1024, static_cast<std::uint8_t>(octet));
    const DecodedS1ap got{octets};
    EXPECT_LE(got.messages, 1u);
    EXPECT_EQ(got.message.kind == EventKind::none, got.message.presence == Presence::none);
  }
}

// A message in pieces: what identifies stands in the first.
TEST(S1apLimits, OfAMessageOf64KiTheFirstPieceIsRead) {
  Octets octets{0x00, 13, 0x40, 0xc4, 0x00, 0x00, 0x05};  // four pieces of 16 Ki, five elements
  for (const Octets& each : {ids_of_mme(), id_of_enb(), here(), area()}) {
    octets.insert(octets.end(), each.begin(), each.end());
  }
  octets.insert(octets.end(), {0x00, 0x4a, 0x40, 0xc3});  // a capability that is in pieces itself
  octets.resize(64 * 1024, 0x5a);
  const DecodedS1ap got{octets};
  EXPECT_EQ(got.messages, 1u);
  EXPECT_EQ(got.message.damage, MessageDamage::truncated);
  EXPECT_EQ(got.named(), "enb_ue, mme_ue");
  EXPECT_EQ(got.message.presence, Presence::exact);
}

std::size_t elements_of(std::size_t octets) {
  const Octets zeroes(octets, 0);
  AperElements elements{ByteCursor{zeroes}, 65535};
  std::size_t count = 0;
  for (AperElement element; elements.next(element);) ++count;
  return count;
}

std::size_t options_of(std::size_t octets) {
  const Octets ones(octets, 0xff);
  ByteCursor bytes{ones};
  std::size_t count = 0;
  for (NasEpsElement element; next_nas_eps_element(bytes, element);) ++count;
  return count;
}

// Twice the octets are at most twice the steps.
TEST(S1apLimits, StepsGrowWithTheInputAndNotFaster) {
  for (const std::size_t octets : {64u, 1024u, 16384u}) {
    EXPECT_EQ(elements_of(octets), octets / 4);
    EXPECT_LE(elements_of(2 * octets), 2 * elements_of(octets));
    EXPECT_EQ(options_of(octets), octets);
  }
}

// A count is a promise of the sender, not a number of steps.
TEST(S1apLimits, APromiseOfMoreElementsIsDamage) {
  Octets octets = uplink_nas_transport({ids_of_mme(), id_of_enb(), here(), area()});
  octets[5] = 0xff;
  octets[6] = 0xff;
  const DecodedS1ap got{octets};
  EXPECT_EQ(got.message.damage, MessageDamage::truncated);
  EXPECT_EQ(got.named(), "enb_ue, mme_ue");
  EXPECT_EQ(got.message.presence, Presence::exact);
}

TEST(S1apLimits, ABearerListMayPromise256) {
  const Octets list = element(24, Octets{255});
  const DecodedS1ap got{message(9, 0, {ids_of_mme(), list}), kFromMme};
  EXPECT_EQ(got.named(), "mme_ue");
}

}  // namespace
}  // namespace celltally
